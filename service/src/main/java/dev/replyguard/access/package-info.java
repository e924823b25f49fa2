/**
 * Who people are: passwords, sessions, users, the first set-up.
 *
 * <p>What they may do is looked at where requests come in, by what is found here.
 */
@NullMarked
package dev.replyguard.access;

import org.jspecify.annotations.NullMarked;
