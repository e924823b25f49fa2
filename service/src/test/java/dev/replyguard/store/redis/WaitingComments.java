package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueuePage;
import dev.replyguard.store.Recorded;
import dev.replyguard.store.TextTrace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments that wait for a moderator, and what moderators do with them. */
final class WaitingComments {
  static final ReviewPolicy POLICY = ReviewPolicy.DEFAULTS;
  static final Actor ADA = Actor.moderator("ada");
  static final Actor BOB = Actor.moderator("bob");

  private final RedisStore store;
  private final Stores stores;

  WaitingComments(RedisStore store, Stores stores) {
    this.store = store;
    this.stores = stores;
  }

  /** A comment held for an insult of that score, by an author of its own. */
  RecordedComment held(String id, float insult) {
    return held(comment(id, "remark " + id, "author-" + id, "article-1"), insult);
  }

  RecordedComment held(Comment comment, float insult) {
    record(comment, decision(insult));
    return find(comment.id());
  }

  static Comment comment(String id, String text, @Nullable String author, String article) {
    return new Comment(
        SITE,
        id,
        text,
        new Author(author, null, null, null, null, null),
        new Article(article, null, null),
        Parent.NONE,
        Samples.WRITTEN,
        null);
  }

  static Decision decision(float insult) {
    return new Decision(
        Verdict.HOLD,
        Scores.of(0.1f, 0f, 0f, insult, 0f, 0f, 0f, 0f),
        List.of(
            new Reason(
                Stage.POLICY,
                "insult.hold",
                Label.INSULT,
                insult,
                0.5f,
                "held for an insult",
                List.of())),
        "model-1",
        "policy-1",
        "en",
        Samples.DECIDED);
  }

  Recorded record(Comment comment, Decision decision) {
    return get(
        store
            .comments()
            .record(
                Samples.recording(
                    comment, decision, new CacheKey(Samples.trace(comment.text()).digest()))));
  }

  RecordedComment find(String id) {
    return get(store.comments().find(SITE, id)).orElseThrow();
  }

  static TextTrace trace(RecordedComment comment) {
    return Samples.trace(comment.comment().text());
  }

  List<String> ids(QueueFilter filter) {
    return ids(page(filter));
  }

  QueuePage page(QueueFilter filter) {
    return get(store.queue().page(SITE, filter, ADA, null, 100));
  }

  static List<String> ids(QueuePage page) {
    return page.entries().stream().map(entry -> entry.id()).toList();
  }

  Ruling reject(Actor by, RejectReason reason) {
    return new Ruling(
        Verdict.REJECT, reason, null, by, Ruling.Means.SINGLE, stores.clock().instant());
  }

  Ruling approve(Actor by) {
    return new Ruling(
        Verdict.APPROVE, null, null, by, Ruling.Means.SINGLE, stores.clock().instant());
  }

  static Duration age() {
    return Duration.ofDays(30);
  }
}
