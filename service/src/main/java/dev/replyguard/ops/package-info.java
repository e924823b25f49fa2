/** For those who run the service: metrics, health and the log. */
@NullMarked
package dev.replyguard.ops;

import org.jspecify.annotations.NullMarked;
