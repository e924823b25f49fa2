/** Sentences of the recipe's comments, for a teacher to answer. */
@NullMarked
package dev.replyguard.training.excerpt;

import org.jspecify.annotations.NullMarked;
