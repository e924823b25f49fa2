package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Ruling;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Report;
import dev.replyguard.store.ReportOutcome;
import dev.replyguard.store.ReviewOutcome;
import dev.replyguard.store.RulingStore;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rulings in Redis; each method is one script. */
final class RedisRulingStore implements RulingStore {
  private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);
  private static final int REPORT_BURST = 10;

  private final RedisLinks redis;
  private final AuthorIdentities identities;
  private final InstantSource clock;

  RedisRulingStore(RedisLinks redis, KeyedHash hash, InstantSource clock) {
    this.redis = redis;
    this.identities = new AuthorIdentities(hash);
    this.clock = clock;
  }

  @Override
  public Future<ReviewOutcome> decide(
      RecordedComment comment,
      TextTrace trace,
      Ruling ruling,
      Duration rulingAge,
      boolean secondLook) {
    String id = comment.comment().id();
    return run(
        Script.DECIDE,
        comment.comment().site(),
        id,
        ruling.by().id(),
        ruling.verdict().key(),
        RulingCodec.encode(ruling),
        ReviewEvents.ruled(comment, ruling),
        millis(ruling.at()),
        ruling.means().key(),
        RulingMemory.encode(id, trace, ruling, comment.decision().scores(), rulingAge),
        secondLook ? "1" : "0",
        Days.name(ruling.at()),
        QueueItems.searched(trace.normalized()),
        Integer.toString(comment.revision()));
  }

  @Override
  public Future<ReviewOutcome> undo(
      RecordedComment comment, TextTrace trace, Actor actor, Duration grace) {
    Instant now = clock.instant();
    return run(
        Script.UNDO,
        comment.comment().site(),
        comment.comment().id(),
        actor.id(),
        millis(now),
        Long.toString(grace.toMillis()),
        ReviewEvents.undone(comment, actor, now),
        Days.name(now),
        QueueItems.searched(trace.normalized()));
  }

  @Override
  public Future<ReviewOutcome> reopen(
      RecordedComment comment,
      TextTrace trace,
      Actor actor,
      @Nullable String note,
      ReviewPolicy policy) {
    Instant now = clock.instant();
    return run(
        Script.REOPEN,
        comment.comment().site(),
        comment.comment().id(),
        item(comment, policy, now),
        QueueItems.searched(trace.normalized()),
        ReviewEvents.reopened(comment, actor, note, now),
        Days.name(now),
        Integer.toString(comment.revision()));
  }

  @Override
  public Future<ReviewOutcome> escalate(
      String site, String commentId, Actor actor, String to, @Nullable String note) {
    Instant now = clock.instant();
    return run(
        Script.ESCALATE,
        site,
        commentId,
        actor.id(),
        to,
        millis(now),
        ReviewEvents.escalated(commentId, actor, to, note, now));
  }

  @Override
  public Future<ReviewOutcome> addNote(String site, String commentId, Actor actor, String note) {
    return run(
        Script.ADD_NOTE,
        site,
        commentId,
        ReviewEvents.noted(commentId, actor, note, clock.instant()));
  }

  @Override
  public Future<ReportOutcome> report(
      RecordedComment comment, TextTrace trace, Report report, Terms terms) {
    ReviewPolicy policy = terms.review();
    Instant now = clock.instant();
    String reader = identities.primary(report.reader()).orElseThrow();
    Actor by = new Actor(Actor.Kind.READER, reader);
    Comment about = comment.comment();
    return redis
        .run(
            Script.REPORT,
            List.of(Keys.prefix(about.site())),
            List.of(
                about.id(),
                reader,
                report.reason().key(),
                item(comment, policy, now),
                QueueItems.searched(trace.normalized()),
                ReviewEvents.reported(comment, by, report.reason(), now),
                millis(now),
                Long.toString(REPORT_INTERVAL.toMillis()),
                Integer.toString(REPORT_BURST),
                Integer.toString(policy.reportsAfterRuling()),
                Long.toString(terms.keeping().reports().toMillis()),
                Days.name(now)))
        .map(RedisRulingStore::reported);
  }

  private static ReportOutcome reported(RedisReply reply) {
    List<RedisReply> words = reply.elements();
    return switch (words.get(0).text()) {
      case "taken" ->
          new ReportOutcome.Taken((int) words.get(1).number(), words.get(2).number() == 1);
      case "repeated" -> new ReportOutcome.Repeated((int) words.get(1).number());
      case "limited" -> new ReportOutcome.Limited(Duration.ofMillis(words.get(1).number()));
      default -> new ReportOutcome.Missing();
    };
  }

  private String item(RecordedComment comment, ReviewPolicy policy, Instant now) {
    JsonObject item =
        QueueItems.item(
            comment.comment(),
            identities.ofHidden(comment.comment().author()),
            comment.decision(),
            policy,
            now);
    StoredJson.put(item, "group", comment.group());
    return item.encode();
  }

  private Future<ReviewOutcome> run(Script script, String site, String... arguments) {
    return redis
        .run(script, List.of(Keys.prefix(site)), List.of(arguments))
        .map(ReviewOutcomes::read);
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
