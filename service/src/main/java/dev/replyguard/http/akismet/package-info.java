/**
 * The protocol of Akismet, translated at the edge: its checks end in the same pipeline, queue and
 * review as the service's own comments.
 */
@NullMarked
package dev.replyguard.http.akismet;

import org.jspecify.annotations.NullMarked;
