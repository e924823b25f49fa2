/**
 * The protocol of OpenAI's moderations, translated at the edge: the service's own model answers.
 */
@NullMarked
package dev.replyguard.http.openai;

import org.jspecify.annotations.NullMarked;
