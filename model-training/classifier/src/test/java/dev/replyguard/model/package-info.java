/** Tests of bundles, scoring and explanations. */
@NullMarked
package dev.replyguard.model;

import org.jspecify.annotations.NullMarked;
