package dev.replyguard.domain.policy;

import dev.replyguard.domain.LabelThresholds;
import org.jspecify.annotations.Nullable;

/**
 * A site's own thresholds for a label. A value above 1 is never reached.
 *
 * @param hold the lowest score that holds a comment, above 0, or null: as the model recommends
 * @param reject the lowest score that rejects it, above 0, or null: as the model recommends
 */
public record ThresholdOverride(@Nullable Float hold, @Nullable Float reject) {

  /** A threshold that no score reaches. */
  public static final float NEVER = LabelThresholds.NEVER.reject();

  public ThresholdOverride {
    check("hold", hold);
    check("reject", reject);
    if (hold != null && reject != null && reject < hold) {
      throw new IllegalArgumentException(
          "reject: at least hold (" + hold + ") expected, got " + reject);
    }
  }

  private static void check(String field, @Nullable Float value) {
    if (value != null && !(value > 0f)) {
      throw new IllegalArgumentException(field + ": above 0 expected, got " + value);
    }
  }

  /** These in place of {@code base}; what they leave open moves where the other one demands it. */
  public LabelThresholds over(LabelThresholds base) {
    float holdFrom = hold == null ? base.hold() : hold;
    float rejectFrom = reject == null ? base.reject() : reject;
    if (rejectFrom >= holdFrom) {
      return new LabelThresholds(holdFrom, rejectFrom);
    }
    return hold == null
        ? new LabelThresholds(rejectFrom, rejectFrom)
        : new LabelThresholds(holdFrom, holdFrom);
  }
}
