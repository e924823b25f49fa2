package dev.replyguard.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which master of a cluster serves which of the 16,384 slots. Immutable.
 *
 * <p>A key's slot is the CRC16 (XMODEM: polynomial 0x1021, from 0) of its hash tag, or of all of
 * it, as the Redis Cluster specification has it.
 */
final class HashSlots {
  private static final int SLOTS = 16_384;
  private static final int POLYNOMIAL = 0x1021;

  /** Of no node. */
  static final HashSlots NONE = new HashSlots(new @Nullable String[SLOTS]);

  private final @Nullable String[] owners;

  private HashSlots(@Nullable String[] owners) {
    this.owners = owners;
  }

  /**
   * From the answer to {@code CLUSTER SLOTS}.
   *
   * @param askedHost the host of the node that was asked: it may leave out its own
   */
  static HashSlots of(RedisReply reply, String askedHost) {
    @Nullable String[] owners = new @Nullable String[SLOTS];
    for (RedisReply range : reply.elements()) {
      List<RedisReply> parts = range.elements();
      List<RedisReply> master = parts.get(2).elements();
      String host = master.get(0).isNil() ? "" : master.get(0).text();
      String owner = hostAndPort(host.isEmpty() ? askedHost : host, master.get(1).number());
      int last = (int) parts.get(1).number();
      for (int slot = (int) parts.get(0).number(); slot <= last; slot++) {
        owners[slot] = owner;
      }
    }
    return new HashSlots(owners);
  }

  /** {@code HOST:PORT}, with an IPv6 address in brackets. */
  static String hostAndPort(String host, long port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Host and port of the master that has {@code key}; null where no one has. */
  @Nullable String owner(String key) {
    return owners[slot(key)];
  }

  /** Hosts and ports of all masters that have any slot. */
  Set<String> masters() {
    Set<String> masters = new TreeSet<>();
    for (String owner : owners) {
      if (owner != null) {
        masters.add(owner);
      }
    }
    return masters;
  }

  /** Whether every slot is served. */
  boolean isComplete() {
    for (String owner : owners) {
      if (Objects.isNull(owner)) {
        return false;
      }
    }
    return true;
  }

  /** The slot of {@code key}, 0 to 16,383. */
  static int slot(String key) {
    int crc = 0;
    for (byte each : tag(key).getBytes(StandardCharsets.UTF_8)) {
      crc ^= (each & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
      crc &= 0xFFFF;
    }
    return crc % SLOTS;
  }

  private static String tag(String key) {
    int open = key.indexOf('{');
    int close = key.indexOf('}', open + 1);
    return open >= 0 && close > open + 1 ? key.substring(open + 1, close) : key;
  }
}
