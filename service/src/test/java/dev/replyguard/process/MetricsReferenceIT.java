package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/metrics.md} to what a running service shows, and that to what was sent. */
class MetricsReferenceIT {
  private static final Pattern SHOWN = Pattern.compile("(?m)^# TYPE (replyguard_\\w+) ");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(replyguard_\\w+)");

  private final Path directory;

  MetricsReferenceIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void document_namesAllThatIsShown_andNothingElse() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory)) {
      service.api().comment("c1", "The goose is in the garden");
      service.api().get("/v1/comments/c2");
      Awaitility.await("the queues are asked for")
          .until(() -> service.management().get("/metrics").body(), this::showsQueues);

      Set<String> shown = names(SHOWN, service.management().get("/metrics").body());

      // The longest of the last minutes, which Micrometer adds to every timer.
      shown.removeIf(name -> name.endsWith("_seconds_max"));
      assertThat(shown)
          .isEqualTo(names(DOCUMENTED, Files.readString(Path.of("docs", "metrics.md"))));
    }
  }

  @Test
  void counts_agreeWithWhatWasSent() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory)) {
      for (int i = 0; i < 7; i++) {
        service.api().comment("c" + i, "The goose number " + i + " is in the garden");
      }
      service.api().comment("c0", "The goose number 0 is in the garden");
      service.api("WrongKey0000").comment("c9", "The goose");

      assertThat(service.management().get("/metrics").body())
          .contains("replyguard_decisions_total{stage=\"policy\",verdict=\"approve\"} 7.0")
          .contains("replyguard_decisions_total{stage=\"known\",verdict=\"approve\"} 1.0")
          .contains("replyguard_recorded_total{result=\"stored\"} 7.0")
          .contains("replyguard_recorded_total{result=\"known\"} 1.0")
          .contains(
              "replyguard_http_server_requests_seconds_count{method=\"POST\","
                  + "route=\"/v1/comments\",status=\"200\"} 8")
          .contains(
              "replyguard_http_server_requests_seconds_count{method=\"POST\","
                  + "route=\"/v1/comments\",status=\"401\"} 1");
    }
  }

  private boolean showsQueues(String metrics) {
    return metrics.contains("replyguard_queue_depth{site=\"demo\"} 0");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
