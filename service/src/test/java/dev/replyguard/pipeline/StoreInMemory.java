package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.Facts;
import dev.replyguard.store.LookUp;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.Recording;
import dev.replyguard.store.RememberedRuling;
import dev.replyguard.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the port promises, in maps; it can be taken away, and notes what it was asked. */
final class StoreInMemory implements CommentStore {
  private final Map<String, Entry> comments = new HashMap<>();
  private final Map<CacheKey, Assessment> texts = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private List<ListEntry> listings = List.of();
  private Facts facts = Facts.UNKNOWN;
  private boolean away;
  private @Nullable Recording last;
  private @Nullable RememberedRuling sameText;
  private @Nullable RememberedRuling similarText;
  private boolean awayAfterLookUp;

  private record Entry(String text, Decision decision, int revision) {}

  /** What people have decided about texts like the next ones. */
  void remember(@Nullable RememberedRuling same, @Nullable RememberedRuling similar) {
    sameText = same;
    similarText = similar;
  }

  /** What was to be recorded last. */
  Recording lastRecording() {
    return Objects.requireNonNull(last, "nothing was recorded");
  }

  void goAway() {
    away = true;
  }

  /** It answers once more, and then no longer. */
  void goAwayAfterLookUp() {
    awayAfterLookUp = true;
  }

  void comeBack() {
    away = false;
  }

  /** The author of every comment from now on is on these lists. */
  void list(ListEntry... entries) {
    listings = List.of(entries);
  }

  /** This is known of every comment from now on. */
  void know(Facts known) {
    facts = known;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Future<Background> lookUp(LookUp request) {
    calls.add("lookUp");
    if (away) {
      return unreachable();
    }
    away = awayAfterLookUp;
    Comment comment = request.comment();
    Entry entry = comments.get(key(comment));
    if (entry != null && entry.text().equals(comment.text())) {
      return Future.succeededFuture(
          Background.of(new Background.Known(entry.decision(), entry.revision())));
    }
    return Future.succeededFuture(
        new Background(
            null, texts.get(request.cacheKey()), sameText, similarText, listings, facts));
  }

  @Override
  public Future<Recorded> record(Recording recording) {
    calls.add("record");
    last = recording;
    if (away) {
      return unreachable();
    }
    Comment comment = recording.comment();
    Entry earlier = comments.get(key(comment));
    if (earlier != null && earlier.text().equals(comment.text())) {
      return Future.succeededFuture(new Recorded(earlier.decision(), earlier.revision(), false));
    }
    int revision = earlier == null ? 1 : earlier.revision() + 1;
    comments.put(key(comment), new Entry(comment.text(), recording.decision(), revision));
    if (recording.assessment() != null) {
      texts.put(recording.cacheKey(), recording.assessment());
    }
    return Future.succeededFuture(new Recorded(recording.decision(), revision, true));
  }

  @Override
  public Future<Optional<RecordedComment>> find(String site, String commentId) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<List<RecordedComment>> revisions(String site, String commentId) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Set<String>> withoutHints(String site, Set<String> commentIds) {
    return Future.succeededFuture(Set.of());
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
