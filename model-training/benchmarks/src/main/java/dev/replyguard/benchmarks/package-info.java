/** How long scoring takes, step by step. */
@NullMarked
package dev.replyguard.benchmarks;

import org.jspecify.annotations.NullMarked;
