/** Tests of {@link dev.replyguard.training.gate}. */
@NullMarked
package dev.replyguard.training.gate;

import org.jspecify.annotations.NullMarked;
