/**
 * A Redis of the service's own, for whoever has none: found or unpacked, configured, supervised,
 * taken up again after a crash, and stopped with the service. Everything here blocks: call it off
 * the event loops.
 */
@NullMarked
package dev.replyguard.store.embedded;

import org.jspecify.annotations.NullMarked;
