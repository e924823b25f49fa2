package dev.replyguard.store.embedded;

import dev.replyguard.config.AppendFsync;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with a Redis of its own and nothing else, for a test to kill. */
final class ServiceToKill {
  private ServiceToKill() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedRedis redis =
        EmbeddedRedis.start(Path.of(arguments[0]), EmbeddedRedis.Options.of(AppendFsync.EVERYSEC));
    System.out.println("pid " + redis.pid());
    new CountDownLatch(1).await();
  }
}
