@NullMarked
package dev.replyguard.training.generated;

import org.jspecify.annotations.NullMarked;
