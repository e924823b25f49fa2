package dev.replyguard.training.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.replyguard.model.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a recommended threshold brings on comments it was not chosen on.
 *
 * @param dataset the data set
 * @param rows which of its comments
 * @param label the label's key
 * @param targetPrecision what the threshold was chosen for
 * @param threshold the lowest score that counts as a hit, 0..1
 * @param precision the weighted share of right hits; null where nothing reaches the threshold
 * @param precisionInterval null where the comments are too few to say
 * @param recall the weighted share of those that deserve the label found
 * @param recallInterval null where the comments are too few to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThresholdFigures(
    String dataset,
    String rows,
    String label,
    double targetPrecision,
    float threshold,
    @Nullable Double precision,
    @Nullable Interval precisionInterval,
    double recall,
    @Nullable Interval recallInterval) {}
