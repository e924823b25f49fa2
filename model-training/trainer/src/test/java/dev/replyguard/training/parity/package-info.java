@NullMarked
package dev.replyguard.training.parity;

import org.jspecify.annotations.NullMarked;
