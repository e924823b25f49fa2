package dev.replyguard.http;

/**
 * A body that has not arrived yet.
 *
 * @param timer the Vert.x timer that gives it up
 * @param limit how many bytes of it are taken
 */
record PendingBody(long timer, long limit) {}
