/**
 * What any site's pages need to have a comment form: the script, the form that works without it,
 * and a page that shows both.
 */
@NullMarked
package dev.replyguard.http.site;

import org.jspecify.annotations.NullMarked;
