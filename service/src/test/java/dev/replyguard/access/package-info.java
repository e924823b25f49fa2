@NullMarked
package dev.replyguard.access;

import org.jspecify.annotations.NullMarked;
