package dev.replyguard.config;

import java.util.List;

/**
 * Where Redis is, as {@code redis.uri} tells it: one server, or several by way of which the one to
 * write to is found.
 */
public sealed interface RedisAddress {
  /**
   * One server.
   *
   * @param uri {@code redis://}, {@code rediss://} or {@code unix://}
   */
  record Standalone(String uri) implements RedisAddress {
    @Override
    public String toString() {
      return "Standalone"; // the address may hold a password
    }
  }

  /**
   * A master that Sentinel watches over.
   *
   * @param sentinels the addresses of those to ask, each with what it takes to sign in there
   * @param name the name under which they know the master
   * @param master makes the address of the master out of its host and port
   */
  record Sentinels(List<String> sentinels, String name, NodeAddress master)
      implements RedisAddress {
    @Override
    public String toString() {
      return "Sentinels[" + name + "]"; // their addresses may hold a password
    }
  }

  /**
   * A Redis Cluster.
   *
   * @param seeds hosts and ports of some of its nodes, which tell of the others
   * @param node makes the address of a node out of its host and port
   */
  record Cluster(List<String> seeds, NodeAddress node) implements RedisAddress {}

  /**
   * What the addresses of all nodes have in common.
   *
   * @param scheme {@code redis} or {@code rediss}
   * @param userInfo percent-encoded, with the {@code @} behind it, or empty
   * @param path {@code /} and the number of the database, or empty
   */
  record NodeAddress(String scheme, String userInfo, String path) {
    /** The address of the node at {@code hostAndPort}. */
    public String at(String hostAndPort) {
      return scheme + "://" + userInfo + hostAndPort + path;
    }

    @Override
    public String toString() {
      return scheme; // the rest may hold a password
    }
  }

  /**
   * Reads an address.
   *
   * @throws InvalidSettingException if it is none; the message does not quote it: it may hold a
   *     password
   */
  static RedisAddress parse(String uri) {
    return RedisAddressParser.parse(uri);
  }
}
