/** What the store promises, beside Redis. */
@NullMarked
package dev.replyguard.store;

import org.jspecify.annotations.NullMarked;
