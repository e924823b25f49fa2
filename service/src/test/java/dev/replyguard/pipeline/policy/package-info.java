@NullMarked
package dev.replyguard.pipeline.policy;

import org.jspecify.annotations.NullMarked;
