@NullMarked
package dev.replyguard.events;

import org.jspecify.annotations.NullMarked;
