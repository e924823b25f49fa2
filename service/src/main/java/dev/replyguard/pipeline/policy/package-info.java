/** Policy documents: read, checked, compared, and compiled for the stages. */
@NullMarked
package dev.replyguard.pipeline.policy;

import org.jspecify.annotations.NullMarked;
