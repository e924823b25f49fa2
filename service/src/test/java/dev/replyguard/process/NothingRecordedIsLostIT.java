package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills and halts under load: whatever was acknowledged as recorded is found again. */
class NothingRecordedIsLostIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENOUGH = 100;

  private final Path directory;

  NothingRecordedIsLostIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void serviceKilled_startsAgainWithAllThatWasRecorded() throws Exception {
    Set<String> recorded;
    try (ServiceProcess service = ServiceProcess.start(directory);
        CommentLoad load = CommentLoad.on(service::api)) {
      until("comments are recorded", () -> load.recorded().size() >= ENOUGH);
      service.kill();
      load.end();
      recorded = load.recorded();
    }
    try (ServiceProcess service = ServiceProcess.start(directory)) {
      assertAllAreThere(service.api(), recorded);
      assertThat(
              service
                  .api()
                  .comment("later", "The garden is in bloom")
                  .json()
                  .getBoolean("recorded"))
          .isTrue();
    }
  }

  @Test
  void redisKilled_comesBackWithAllThatWasRecorded_andVerdictsGoOn() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory);
        CommentLoad load = CommentLoad.on(service::api)) {
      until("comments are recorded", () -> load.recorded().size() >= ENOUGH);
      ProcessHandle killed = service.redis();
      killed.destroyForcibly();
      int before = load.recorded().size();
      until("recording resumes", () -> load.recorded().size() >= before + ENOUGH);
      assertThat(service.redis().pid()).isNotEqualTo(killed.pid());
      load.end();

      assertThat(load.refused()).as("answers that were no verdict").isZero();
      assertAllAreThere(service.api(), load.recorded());
    }
  }

  @Test
  void redisHalted_verdictsGoOnUnrecorded_andRecordingResumesByItself() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory);
        CommentLoad load = CommentLoad.on(service::api)) {
      until("comments are recorded", () -> load.recorded().size() >= ENOUGH);
      signal("STOP", service.redis());
      until("verdicts go on", () -> load.unrecorded() >= ENOUGH);
      until("health tells", () -> "away".equals(redisStatus(service)));
      assertThat(service.management().get("/health/ready").status()).isEqualTo(200);
      assertThat(service.management().get("/metrics").body()).contains("replyguard_redis_up 0");
      signal("CONT", service.redis());
      int before = load.recorded().size();
      until("recording resumes", () -> load.recorded().size() >= before + ENOUGH);
      until("health tells", () -> "up".equals(redisStatus(service)));
      load.end();

      assertThat(load.refused()).as("answers that were no verdict").isZero();
      assertAllAreThere(service.api(), load.recorded());
    }
  }

  private static String redisStatus(ServiceProcess service)
      throws IOException, InterruptedException {
    JsonObject report = service.management().get("/health/ready").json();
    return report.getJsonObject("checks").getJsonObject("redis").getString("status");
  }

  private static void assertAllAreThere(ApiClient api, Set<String> ids)
      throws IOException, InterruptedException {
    assertThat(ids).hasSizeGreaterThanOrEqualTo(ENOUGH);
    for (String id : ids) {
      assertThat(api.get("/v1/comments/" + id).status()).as(id).isEqualTo(200);
    }
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static void until(String what, Callable<Boolean> condition) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
