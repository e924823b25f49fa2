/**
 * A site's rules, compiled once and run on every comment: words, patterns, links, and what the form
 * and the store know. Nothing here waits for anything.
 */
@NullMarked
package dev.replyguard.pipeline.rules;

import org.jspecify.annotations.NullMarked;
