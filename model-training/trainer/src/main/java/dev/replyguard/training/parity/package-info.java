/** How another service's scores are kept in meaning when comments are scored by a model of ours. */
@NullMarked
package dev.replyguard.training.parity;

import org.jspecify.annotations.NullMarked;
