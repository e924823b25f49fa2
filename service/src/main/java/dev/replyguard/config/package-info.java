/** What an operator may set: one tree of records, each valid by construction, and its sources. */
@NullMarked
package dev.replyguard.config;

import org.jspecify.annotations.NullMarked;
