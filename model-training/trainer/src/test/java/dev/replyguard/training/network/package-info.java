@NullMarked
package dev.replyguard.training.network;

import org.jspecify.annotations.NullMarked;
