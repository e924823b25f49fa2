/** Tests of the protocol's operations and JSON. */
@NullMarked
package dev.replyguard.http.v1;

import org.jspecify.annotations.NullMarked;
