/** What a training can take from an earlier one that was interrupted, or is much like it. */
@NullMarked
package dev.replyguard.training.cache;

import org.jspecify.annotations.NullMarked;
