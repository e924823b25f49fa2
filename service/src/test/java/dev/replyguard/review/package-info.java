@NullMarked
package dev.replyguard.review;

import org.jspecify.annotations.NullMarked;
