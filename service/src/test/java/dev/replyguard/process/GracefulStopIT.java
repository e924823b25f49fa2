package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopIT {
  private static final Duration SECONDS = Duration.ofSeconds(10);

  private final Path directory;

  GracefulStopIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void terminated_answersWhatIsUnderWay_andExitsWith0WithinSeconds() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory)) {
      ProcessHandle redis = service.redis();
      try (SlowRequest request = SlowRequest.begin(service.api())) {
        await("the request is under way")
            .atMost(SECONDS)
            .until(
                () ->
                    service
                        .management()
                        .get("/metrics")
                        .body()
                        .contains("replyguard_http_server_requests_in_progress 1"));
        service.terminate();
        await("readiness fails")
            .atMost(SECONDS)
            .until(() -> service.management().get("/health/ready").status() == 503);
        request.finish();

        assertThat(request.status()).contains(" 200 ");
      }
      long stopping = System.nanoTime();
      assertThat(service.exitCode()).as(service.errors()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(SECONDS);
      assertThat(redis.isAlive()).isFalse();
      assertThat(service.errors()).isEmpty();
      assertThat(service.log()).extracting(line -> line.getString("message")).endsWith("stopped");
    }
  }

  @Test
  void terminatedUnderLoad_losesNoAnswerThatWasPromised() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory);
        CommentLoad load = CommentLoad.on(service::api)) {
      await("load").atMost(Duration.ofMinutes(1)).until(() -> load.recorded().size() >= 50);

      service.terminate();

      assertThat(service.exitCode()).isZero();
      load.end();
      try (ServiceProcess again = ServiceProcess.start(directory)) {
        for (String id : load.recorded()) {
          assertThat(again.api().get("/v1/comments/" + id).status()).as(id).isEqualTo(200);
        }
      }
    }
  }
}
