package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RedisExtension.class)
class LaterSchemaIT {
  private static final String VERSION = "rg:{schema}:version";

  private final TestRedis redis;

  LaterSchemaIT(TestRedis redis) {
    this.redis = redis;
  }

  @Test
  void dataOfALaterRelease_exitsWith1_andSaysSo(@TempDir Path directory) throws Exception {
    redis.command("SET", VERSION, "1000");

    try (ServiceProcess service =
        ServiceProcess.run(
            directory,
            Map.of("REPLYGUARD_REDIS_URI", redis.uri()),
            List.of("--port=0", "--management-port=0", "--data-dir=" + directory))) {
      assertThat(service.exitCode()).as(service.errors()).isEqualTo(1);
      assertThat(service.errors())
          .startsWith("replyguard: redis.uri: the data there are of schema version 1000")
          .hasLineCount(1);
    }
    assertThat(redis.command("GET", VERSION)).containsExactly("1000");
    assertThat(redis.command("EXISTS", "rg:sites", "rg:users")).containsExactly("0");
  }
}
