/** The way of a comment, against a store in memory that can be taken away. */
@NullMarked
package dev.replyguard.pipeline;

import org.jspecify.annotations.NullMarked;
