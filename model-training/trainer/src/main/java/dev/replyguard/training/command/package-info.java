/** The command line: arguments, progress bars, messages, exit codes. */
@NullMarked
package dev.replyguard.training.command;

import org.jspecify.annotations.NullMarked;
