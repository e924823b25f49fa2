/**
 * The API port, whatever protocol is spoken on it: the server, the router built from the contract,
 * keys, quotas and limits, and the one shape of every error.
 *
 * <p>The operations themselves are handed in by those who know the protocol, so that this package
 * depends on none of them.
 */
@NullMarked
package dev.replyguard.http;

import org.jspecify.annotations.NullMarked;
