@NullMarked
package dev.replyguard.training.preflight;

import org.jspecify.annotations.NullMarked;
