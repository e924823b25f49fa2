@NullMarked
package dev.replyguard.training.command;

import org.jspecify.annotations.NullMarked;
