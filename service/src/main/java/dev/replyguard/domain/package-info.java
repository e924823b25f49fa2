/** What moderation is about, in plain Java: comments, verdicts, reasons, policies, sites. */
@NullMarked
package dev.replyguard.domain;

import org.jspecify.annotations.NullMarked;
