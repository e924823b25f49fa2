@NullMarked
package dev.replyguard.training.fit;

import org.jspecify.annotations.NullMarked;
