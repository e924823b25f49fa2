@NullMarked
package dev.replyguard.access.openid;

import org.jspecify.annotations.NullMarked;
