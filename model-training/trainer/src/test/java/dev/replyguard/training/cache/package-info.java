@NullMarked
package dev.replyguard.training.cache;

import org.jspecify.annotations.NullMarked;
