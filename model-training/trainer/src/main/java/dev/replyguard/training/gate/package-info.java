/** Figures below which a model must not fall, kept in a file beside its bundle. */
@NullMarked
package dev.replyguard.training.gate;

import org.jspecify.annotations.NullMarked;
