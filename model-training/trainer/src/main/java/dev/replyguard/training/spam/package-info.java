/** Made-up spam, and honest comments that look like it, from a grammar of templates and fillers. */
@NullMarked
package dev.replyguard.training.spam;

import org.jspecify.annotations.NullMarked;
