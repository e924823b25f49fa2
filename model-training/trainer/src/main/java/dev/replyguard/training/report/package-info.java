/** Evaluations for people: on the console, as a model card in Markdown, as one page of HTML. */
@NullMarked
package dev.replyguard.training.report;

import org.jspecify.annotations.NullMarked;
