@NullMarked
package dev.replyguard.http.site;

import org.jspecify.annotations.NullMarked;
