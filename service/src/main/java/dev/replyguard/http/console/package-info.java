/**
 * The moderators' console: files that browsers fetch, and how. It calls the API as any client does.
 */
@NullMarked
package dev.replyguard.http.console;

import org.jspecify.annotations.NullMarked;
