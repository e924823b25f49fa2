package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.Lease;
import dev.replyguard.store.ReviewOutcome;
import java.time.Instant;
import java.util.List;

/** Reads what the scripts of the review answer. */
final class ReviewOutcomes {
  private ReviewOutcomes() {}

  static ReviewOutcome read(RedisReply reply) {
    List<RedisReply> words = reply.elements();
    String word = words.get(0).text();
    return switch (word) {
      case "held" ->
          new ReviewOutcome.HeldByOther(
              new Lease(
                  Actor.ofId(words.get(1).text()),
                  Instant.ofEpochMilli(Long.parseLong(words.get(2).text()))));
      case "ruled" -> new ReviewOutcome.AlreadyRuled(RulingCodec.decode(words.get(1).text()));
      case "idle", "waiting" -> new ReviewOutcome.NotInState();
      case "changed" -> new ReviewOutcome.Changed(Integer.parseInt(words.get(1).text()));
      case "missing" -> new ReviewOutcome.Missing();
      case "decided", "undone" -> new ReviewOutcome.Done(Verdict.ofKey(words.get(1).text()));
      default -> new ReviewOutcome.Done(null);
    };
  }
}
