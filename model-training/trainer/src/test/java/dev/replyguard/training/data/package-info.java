@NullMarked
package dev.replyguard.training.data;

import org.jspecify.annotations.NullMarked;
