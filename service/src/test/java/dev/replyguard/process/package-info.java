/** The runnable jar, started and stopped as an operator would. */
@NullMarked
package dev.replyguard.process;

import org.jspecify.annotations.NullMarked;
