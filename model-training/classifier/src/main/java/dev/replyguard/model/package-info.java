/** From a text to calibrated label scores: the bundle, the classifier and its explanations. */
@NullMarked
package dev.replyguard.model;

import org.jspecify.annotations.NullMarked;
