/**
 * From a comment as it was written to hashed features: normalisation with a map back to the
 * original, tokens, n-grams. Pure Java; training and scoring share this one path.
 */
@NullMarked
package dev.replyguard.text;

import org.jspecify.annotations.NullMarked;
