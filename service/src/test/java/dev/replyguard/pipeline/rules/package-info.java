@NullMarked
package dev.replyguard.pipeline.rules;

import org.jspecify.annotations.NullMarked;
