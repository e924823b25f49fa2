/**
 * What the domain needs stored, as ports.
 *
 * <p>Every method is called from, and completes on, the caller's event loop; none blocks. A failed
 * future carries a {@link dev.replyguard.store.StoreException} whenever the store is to blame.
 */
@NullMarked
package dev.replyguard.store;

import org.jspecify.annotations.NullMarked;
