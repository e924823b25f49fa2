@NullMarked
package dev.replyguard.training.perturbation;

import org.jspecify.annotations.NullMarked;
