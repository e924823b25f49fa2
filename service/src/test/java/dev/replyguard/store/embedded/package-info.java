/** The own Redis, started and killed for real. */
@NullMarked
package dev.replyguard.store.embedded;

import org.jspecify.annotations.NullMarked;
