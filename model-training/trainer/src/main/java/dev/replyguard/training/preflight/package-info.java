/** Looks at recipe, data and outputs before a training, so that it does not fail after hours. */
@NullMarked
package dev.replyguard.training.preflight;

import org.jspecify.annotations.NullMarked;
