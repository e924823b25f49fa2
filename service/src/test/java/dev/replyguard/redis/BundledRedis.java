package dev.replyguard.redis;

import java.util.List;
import redis.embedded.RedisExecProvider;

/** The bundled binary as a process of its own. */
final class BundledRedis implements TestRedis {
  private final RedisProcess server =
      new RedisProcess(List.of("appendonly yes", "appendfsync always", "save \"\""));

  static TestRedis open() {
    return new BundledRedis();
  }

  @Override
  public String uri() {
    return server.uri();
  }

  @Override
  public String description() {
    return "bundled " + RedisExecProvider.redisVersion + ", process " + server.pid();
  }

  @Override
  public void pause() {
    server.pause();
  }

  @Override
  public void resume() {
    server.resume();
  }

  @Override
  public void kill() {
    server.kill();
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public boolean isRunning() {
    return server.isRunning();
  }

  @Override
  public List<String> command(String... words) {
    return server.command(words);
  }

  @Override
  public void close() {
    server.close();
  }
}
