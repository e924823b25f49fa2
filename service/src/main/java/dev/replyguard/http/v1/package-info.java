/** ReplyGuard's own protocol, version 1: what the contract's operations do, and their JSON. */
@NullMarked
package dev.replyguard.http.v1;

import org.jspecify.annotations.NullMarked;
