@NullMarked
package dev.replyguard.domain;

import org.jspecify.annotations.NullMarked;
