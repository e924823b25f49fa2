/** Tests of the API port over real connections. */
@NullMarked
package dev.replyguard.http;

import org.jspecify.annotations.NullMarked;
