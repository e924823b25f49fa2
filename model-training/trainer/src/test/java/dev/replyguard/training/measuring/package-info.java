@NullMarked
package dev.replyguard.training.measuring;

import org.jspecify.annotations.NullMarked;
