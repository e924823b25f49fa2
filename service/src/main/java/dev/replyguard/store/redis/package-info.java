/**
 * The one implementation of the store: Redis 6.2 or later, or Valkey. The layout of the keys is
 * described in {@code docs/redis-keys.md}; the scripts are the {@code *.lua} files beside this
 * package.
 *
 * <p>Only {@link dev.replyguard.store.redis.RedisWire} and {@link
 * dev.replyguard.store.redis.RedisReply} know the peculiarities of the Vert.x client.
 */
@NullMarked
package dev.replyguard.store.redis;

import org.jspecify.annotations.NullMarked;
