package dev.replyguard.store.redis;

import static java.util.stream.Collectors.joining;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Recording;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * With what a comment that is being recorded begins to wait for a moderator: because it is held,
 * because its text belongs to a campaign, or because it is drawn for the sample.
 *
 * <p>Which comments are drawn follows from a keyed hash of their ids: each with the same chance,
 * the same at every service, and for nobody to foresee. They take a place among those that are
 * held, and by the same hash a share of those is shown as they are: without what was decided, and
 * found by nothing that tells it.
 */
final class Waiting {
  private static final long NOBODY = 0;
  private static final long RANGE = 1L << 32;
  private static final int HEX = 16;
  private static final int MAX_COUNTED = 20;

  private final KeyedHash hash;
  private final AuthorIdentities identities;
  private final OriginMarks origins;

  Waiting(KeyedHash hash) {
    this.hash = hash;
    this.identities = new AuthorIdentities(hash);
    this.origins = new OriginMarks(hash);
  }

  /** The last arguments of {@code record.lua}, from what the near-duplicates are found by on. */
  List<String> arguments(Recording recording, Instant now) {
    Comment comment = recording.comment();
    Decision decision = recording.decision();
    Decision asCampaign = recording.asCampaign();
    boolean held = decision.verdict() == Verdict.HOLD;
    ReviewPolicy review = recording.terms().review();
    boolean drawn = !held && isWithin(comment, review.sampleShare());
    boolean withheld = isWithin(comment, review.withheldShare());
    return List.of(
        NearDuplicates.recorded(recording.trace(), recording.terms().memory(), author(comment)),
        held ? held(recording, decision, withheld, now) : drawn ? drawn(recording, now) : "",
        QueueItems.searched(recording.trace().normalized()),
        drawn ? Double.toString(review.sampleShare()) : "",
        asCampaign == null ? "" : DecisionCodec.encode(asCampaign),
        asCampaign == null ? "" : held(recording, asCampaign, withheld, now),
        asCampaign == null ? "" : AuditEvents.decided(comment, asCampaign, now),
        Days.name(now),
        counted(decision),
        asCampaign == null ? "" : counted(asCampaign),
        withheld ? "1" : "");
  }

  /** What led to the decision, each once, under the names by which it is counted. */
  private static String counted(Decision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.verdict() != null && !reason.shadow())
        .map(reason -> "reason:" + reason.stage().key() + "/" + reason.rule())
        .distinct()
        .limit(MAX_COUNTED)
        .collect(joining(" "));
  }

  /** Comments of whose authors nothing is known count as one author's. */
  private long author(Comment comment) {
    return identities.primary(comment.author()).map(Waiting::authorNumber).orElse(NOBODY);
  }

  /** By which groups tell authors apart: the last 32 bits of the hash in an identity. */
  static long authorNumber(String identity) {
    return Long.parseLong(identity, identity.length() - HEX / 2, identity.length(), HEX);
  }

  private JsonObject item(Recording recording, Decision decision, Instant now) {
    Comment comment = recording.comment();
    List<String> marks = origins.of(comment.author());
    JsonObject item =
        QueueItems.item(
            comment, identities.of(comment.author()), decision, recording.terms().review(), now);
    return marks.isEmpty() ? item : item.put("origins", String.join(" ", marks));
  }

  private String held(Recording recording, Decision decision, boolean withheld, Instant now) {
    JsonObject item = item(recording, decision, now);
    return (withheld ? QueueItems.withoutHints(item) : item).encode();
  }

  private String drawn(Recording recording, Instant now) {
    JsonObject item = item(recording, recording.decision(), now);
    // As grave as what is held, by the other half of the same hash.
    double severity = 0.5 + draw(recording.comment(), HEX / 2) / (2.0 * RANGE);
    long lead = (long) (recording.terms().review().severityLead().toMillis() * severity);
    return QueueItems.withoutHints(item).put("base", now.toEpochMilli() - lead).encode();
  }

  private boolean isWithin(Comment comment, double share) {
    return draw(comment, 0) < share * RANGE;
  }

  private long draw(Comment comment, int from) {
    String digits = hash.hex("sample", comment.site(), comment.id());
    return Long.parseLong(digits, from, from + HEX / 2, HEX);
  }
}
