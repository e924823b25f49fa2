@NullMarked
package dev.replyguard.training.excerpt;

import org.jspecify.annotations.NullMarked;
