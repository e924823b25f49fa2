package dev.replyguard.pipeline;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.SimHash;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.RememberedRuling;
import dev.replyguard.store.TextTrace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people had decided about texts when each comment came, worked out of their rulings in the
 * order in which they were made: as {@code look_up.lua} would have found it. For one thread at a
 * time; of a ruling it holds no text, some 650 bytes.
 */
final class ReplayedRulings {
  private static final float HUNDRED = 100f;

  private final MemoryPolicy memory;
  private final Queue<Ruled> later =
      new PriorityQueue<>(Comparator.comparing((Ruled ruled) -> ruled.at()));
  private final Set<String> told = new HashSet<>();
  private final Map<String, Ruled> byDigest = new HashMap<>();
  private final Fingerprints<Ruled> similar = new Fingerprints<>(Ruled::fingerprint);

  private record Ruled(
      String comment,
      Verdict verdict,
      @Nullable RejectReason reason,
      Instant at,
      TextKey key,
      @Nullable Scores scores) {

    SimHash fingerprint() {
      if (key.simHash() == null) {
        throw new IllegalStateException("a short text has no fingerprint");
      }
      return key.simHash();
    }

    RememberedRuling remembered(int distance, @Nullable Scores shown) {
      return new RememberedRuling(comment, verdict, reason, at, distance, shown);
    }
  }

  private record TextKey(String digest, @Nullable SimHash simHash) {}

  ReplayedRulings(MemoryPolicy memory) {
    this.memory = memory;
  }

  /** Tells the ruling on a comment, where there is one; each comment's counts once. */
  void tell(RecordedComment recorded, TextTrace trace) {
    Ruling ruling = recorded.ruling();
    if (ruling != null && told.add(recorded.comment().id())) {
      later.add(
          new Ruled(
              recorded.comment().id(),
              ruling.verdict(),
              ruling.reason(),
              // As exact as the times of decisions are.
              ruling.at().truncatedTo(ChronoUnit.MILLIS),
              new TextKey(trace.digest(), trace.simHash()),
              recorded.decision().scores()));
    }
  }

  /**
   * Makes known what was decided up to that time, which never goes back.
   *
   * @param arriving the comment that came then, which nobody had decided yet: of times within one
   *     millisecond it is not known which was first
   */
  void advance(Instant at, String arriving) {
    for (Ruled next = later.peek();
        next != null && !next.at().isAfter(at) && !next.comment().equals(arriving);
        next = later.peek()) {
      later.remove();
      byDigest.put(next.key().digest(), next);
      if (next.key().simHash() != null) {
        similar.add(next);
      }
    }
  }

  /** The ruling on the same text that holds at that time; or null. */
  @Nullable RememberedRuling same(TextTrace trace, Instant at) {
    Ruled ruled = byDigest.get(trace.digest());
    return ruled == null || !holds(ruled, at) ? null : ruled.remembered(0, null);
  }

  /** The ruling on the most similar text that holds at that time; or null. */
  @Nullable RememberedRuling similar(TextTrace trace, Instant at) {
    SimHash simHash = trace.simHash();
    Ruled found =
        simHash == null
            ? null
            : similar.nearest(simHash, memory.distance(), ruled -> holds(ruled, at));
    return found == null || simHash == null
        ? null
        : found.remembered(simHash.distance(found.fingerprint()), rounded(found.scores()));
  }

  private boolean holds(Ruled ruled, Instant at) {
    return !ruled.at().isBefore(at.minus(memory.rulingAge()));
  }

  /** As they are remembered: to hundredths. */
  private static Scores rounded(@Nullable Scores scores) {
    float[] values = new float[Label.ALL.size()];
    for (int i = 0; i < values.length && scores != null; i++) {
      values[i] = Math.round(scores.get(Label.ALL.get(i)) * HUNDRED) / HUNDRED;
    }
    return Scores.of(values);
  }
}
