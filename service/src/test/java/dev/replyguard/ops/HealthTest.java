package dev.replyguard.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  private final Health health = new Health(now::get);

  @Test
  void isReady_onlyBetweenStartAndStop() {
    assertThat(health.isReady()).isFalse();
    health.ready("m1");
    assertThat(health.isReady()).isTrue();
    health.stopping();
    assertThat(health.isReady()).isFalse();
    assertThat(health.report().getString("status")).isEqualTo("stopping");
  }

  @Test
  void report_redisAway_staysReady_andSaysSinceWhen() {
    health.ready("m1");
    health.watchStore(() -> true);
    now.set(BEGIN.plusSeconds(60));
    health.watchStore(() -> false);
    now.set(BEGIN.plusSeconds(90));
    health.watchStore(() -> false);

    JsonObject redis = health.report().getJsonObject("checks").getJsonObject("redis");

    assertThat(health.isReady()).isTrue();
    assertThat(redis.getString("status")).isEqualTo("away");
    assertThat(redis.getString("since")).isEqualTo("2026-11-22T10:01:00Z");
    assertThat(redis.getString("effect")).contains("not recorded");
  }

  @Test
  void report_namesTheModel() {
    health.ready("m1");

    assertThat(health.report().getJsonObject("checks").getJsonObject("model"))
        .isEqualTo(new JsonObject().put("status", "up").put("version", "m1"));
  }
}
