/** A real Redis for tests, from a container or from the bundled binary. */
@NullMarked
package dev.replyguard.redis;

import org.jspecify.annotations.NullMarked;
