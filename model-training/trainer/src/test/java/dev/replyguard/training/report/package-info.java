@NullMarked
package dev.replyguard.training.report;

import org.jspecify.annotations.NullMarked;
