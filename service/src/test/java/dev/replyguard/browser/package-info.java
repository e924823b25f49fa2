/** What people see, in a real browser. */
@NullMarked
package dev.replyguard.browser;

import org.jspecify.annotations.NullMarked;
