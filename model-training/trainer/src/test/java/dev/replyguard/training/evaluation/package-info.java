@NullMarked
package dev.replyguard.training.evaluation;

import org.jspecify.annotations.NullMarked;
