package dev.replyguard.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Servers that hold the data together. What is done to a {@link TestRedis} is done to all. */
abstract class SeveralServers implements ReplicatedRedis {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** All that hold data. */
  abstract List<RedisProcess> servers();

  /** Whether each master serves and each replica follows one. */
  abstract boolean isWhole();

  final void awaitWhole() {
    await(this::isWhole);
  }

  static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition);
  }

  /** One field of {@code INFO}; empty where it is not there. */
  static String info(RedisProcess server, String field) {
    String name = field + ":";
    return String.join("\n", server.command("INFO"))
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  static boolean isMaster(RedisProcess server) {
    return info(server, "role").equals("master");
  }

  final Stream<RedisProcess> masters() {
    return servers().stream().filter(RedisProcess::isRunning).filter(SeveralServers::isMaster);
  }

  private RedisProcess at(String node) {
    return servers().stream().filter(each -> each.node().equals(node)).findFirst().orElseThrow();
  }

  @Override
  public final void kill(String node) {
    at(node).kill();
  }

  @Override
  public final void start(String node) {
    at(node).start();
  }

  @Override
  public final void pause(String node) {
    at(node).pause();
  }

  @Override
  public final void resume(String node) {
    at(node).resume();
  }

  @Override
  public final List<String> at(String node, String... words) {
    return at(node).command(words);
  }

  @Override
  public final List<String> masterNodes() {
    return masters().map(RedisProcess::node).toList();
  }

  @Override
  public final void pause() {
    servers().forEach(RedisProcess::pause);
  }

  @Override
  public final void resume() {
    servers().forEach(RedisProcess::resume);
  }

  @Override
  public final void kill() {
    servers().forEach(RedisProcess::kill);
  }

  @Override
  public final void stop() {
    servers().forEach(RedisProcess::stop);
  }

  @Override
  public final void start() {
    servers().stream().filter(server -> !server.isRunning()).forEach(RedisProcess::start);
    awaitWhole();
  }

  @Override
  public final boolean isRunning() {
    return servers().stream().allMatch(RedisProcess::isRunning);
  }

  @Override
  public void close() {
    servers().forEach(RedisProcess::close);
  }
}
