@NullMarked
package dev.replyguard.training;

import org.jspecify.annotations.NullMarked;
