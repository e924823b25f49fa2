/** The ordered stages that turn a comment into a decision, and the scoring beneath them. */
@NullMarked
package dev.replyguard.pipeline;

import org.jspecify.annotations.NullMarked;
