package dev.replyguard.pipeline;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Known;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the port promises, in maps; it can be taken away, and notes what it was asked. */
final class StoreInMemory implements CommentStore {
  private final Map<String, Decision> comments = new HashMap<>();
  private final Map<CacheKey, Decision> texts = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean away;

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Future<Known> lookUp(Comment comment, CacheKey cacheKey) {
    calls.add("lookUp");
    if (away) {
      return unreachable();
    }
    Decision known = comments.get(key(comment));
    if (known != null) {
      return Future.succeededFuture(new Known.SameComment(known));
    }
    Decision same = texts.get(cacheKey);
    return Future.succeededFuture(same == null ? new Known.Nothing() : new Known.SameText(same));
  }

  @Override
  public Future<Recorded> record(Comment comment, Decision decision, CacheKey cacheKey) {
    calls.add("record");
    if (away) {
      return unreachable();
    }
    Decision earlier = comments.putIfAbsent(key(comment), decision);
    if (earlier == null) {
      texts.put(cacheKey, decision);
    }
    return Future.succeededFuture(
        new Recorded(earlier == null ? decision : earlier, earlier == null));
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Long> queueDepth(String site) {
    return Future.succeededFuture(0L);
  }

  private static String key(Comment comment) {
    return comment.site() + "/" + comment.id();
  }

  private static <T> Future<T> unreachable() {
    return Future.failedFuture(
        new StoreException(StoreException.Kind.UNREACHABLE, "taken away by the test"));
  }
}
