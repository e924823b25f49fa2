/** What people do with comments: decide them, one or many, take decisions back, report them. */
@NullMarked
package dev.replyguard.review;

import org.jspecify.annotations.NullMarked;
