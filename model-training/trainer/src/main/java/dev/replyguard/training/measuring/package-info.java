/** Which comments a model is measured on, and the measuring. */
@NullMarked
package dev.replyguard.training.measuring;

import org.jspecify.annotations.NullMarked;
