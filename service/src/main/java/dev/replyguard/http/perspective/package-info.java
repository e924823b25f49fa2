/**
 * The protocol of Google's Perspective API (Comment Analyzer v1alpha1), translated at the edge: its
 * calls end in the same model, pipeline and review as the service's own.
 */
@NullMarked
package dev.replyguard.http.perspective;

import org.jspecify.annotations.NullMarked;
