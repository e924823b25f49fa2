@NullMarked
package dev.replyguard.training.recipe;

import org.jspecify.annotations.NullMarked;
