/** Metrics, health and the log. */
@NullMarked
package dev.replyguard.ops;

import org.jspecify.annotations.NullMarked;
