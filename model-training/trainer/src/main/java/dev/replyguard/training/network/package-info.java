/** The network over tokens: its training, and how it is weighed against the n-grams. */
@NullMarked
package dev.replyguard.training.network;

import org.jspecify.annotations.NullMarked;
