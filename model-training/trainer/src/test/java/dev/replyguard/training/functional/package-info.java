@NullMarked
package dev.replyguard.training.functional;

import org.jspecify.annotations.NullMarked;
