/** A suite of functional tests made from templates, and bias by identity. */
@NullMarked
package dev.replyguard.training.functional;

import org.jspecify.annotations.NullMarked;
