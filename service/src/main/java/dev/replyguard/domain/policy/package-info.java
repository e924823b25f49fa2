/** What a site decides about its moderation: the policy document, in plain Java. */
@NullMarked
package dev.replyguard.domain.policy;

import org.jspecify.annotations.NullMarked;
