/** Training comments made by programs, by the names that recipes ask for them. */
@NullMarked
package dev.replyguard.training.generated;

import org.jspecify.annotations.NullMarked;
