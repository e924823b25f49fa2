/**
 * What has happened to comments, told to those who want to know: as server-sent events and, signed,
 * to webhooks.
 */
@NullMarked
package dev.replyguard.events;

import org.jspecify.annotations.NullMarked;
