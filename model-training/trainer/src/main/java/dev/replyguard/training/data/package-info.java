/** Labelled comments on disk: reading, checking and writing them row by row. */
@NullMarked
package dev.replyguard.training.data;

import org.jspecify.annotations.NullMarked;
