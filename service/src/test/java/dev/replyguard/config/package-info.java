/** Settings: every source, every complaint. */
@NullMarked
package dev.replyguard.config;

import org.jspecify.annotations.NullMarked;
