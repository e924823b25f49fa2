/** Tests of normalisation and features. */
@NullMarked
package dev.replyguard.text;

import org.jspecify.annotations.NullMarked;
