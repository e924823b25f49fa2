@NullMarked
package dev.replyguard.training.spam;

import org.jspecify.annotations.NullMarked;
