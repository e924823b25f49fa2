@NullMarked
package dev.replyguard.http.perspective;

import org.jspecify.annotations.NullMarked;
