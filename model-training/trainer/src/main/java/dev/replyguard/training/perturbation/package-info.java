/** Comments disguised as people do to evade filters, to train on and to measure with. */
@NullMarked
package dev.replyguard.training.perturbation;

import org.jspecify.annotations.NullMarked;
