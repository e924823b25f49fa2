/** The offline side: labelled comments in, a verified model bundle and its evaluation out. */
@NullMarked
package dev.replyguard.training;

import org.jspecify.annotations.NullMarked;
