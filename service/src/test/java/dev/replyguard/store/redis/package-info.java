/** The store on a real Redis. */
@NullMarked
package dev.replyguard.store.redis;

import org.jspecify.annotations.NullMarked;
