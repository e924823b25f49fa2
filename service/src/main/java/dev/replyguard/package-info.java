/** The service's entry: arguments and exit codes, and the composition root. */
@NullMarked
package dev.replyguard;

import org.jspecify.annotations.NullMarked;
