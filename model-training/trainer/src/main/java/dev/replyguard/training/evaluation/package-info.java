/** How good a model is: ranking, calibration, thresholds, and the reports of them. */
@NullMarked
package dev.replyguard.training.evaluation;

import org.jspecify.annotations.NullMarked;
