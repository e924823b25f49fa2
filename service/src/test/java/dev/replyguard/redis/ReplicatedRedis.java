package dev.replyguard.redis;

import java.util.List;

/** A Redis of several servers, of which a replica takes over when its master is lost. */
public interface ReplicatedRedis extends TestRedis {

  /** Host and port of the master that has {@code key}. */
  String masterOf(String key);

  /** Host and port of every master that runs. */
  List<String> masterNodes();

  /** Ends one server as a kill -9 does. */
  void kill(String node);

  /** Starts one server again; it may not be whole yet when this returns. */
  void start(String node);

  /** Stops one server in its tracks. */
  void pause(String node);

  /** Goes on after {@link #pause(String)}. */
  void resume(String node);

  /** Runs one command on one server. */
  List<String> at(String node, String... words);

  /** A cluster of three masters, each with a replica. */
  static ReplicatedRedis cluster() {
    return new ClusterRedis();
  }

  /** A master and a replica, which three Sentinels watch. */
  static ReplicatedRedis sentinel() {
    return new SentinelRedis();
  }
}
