package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {
  private final ApiFixture api = ApiFixture.start();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void request_isTimedUnderItsPathInTheContract() {
    api.post("/v1/comments", "{\"id\":\"one\",\"text\":\"Thank you.\"}");
    api.get("/v1/comments/one");
    api.get("/v1/comments/two");
    api.post("/v1/scores", "{}");

    assertThat(timer("/v1/comments", "POST", "200").count()).isEqualTo(1);
    assertThat(timer("/v1/comments/{id}", "GET", "200").count()).isEqualTo(1);
    assertThat(timer("/v1/comments/{id}", "GET", "404").count()).isEqualTo(1);
    assertThat(timer("/v1/scores", "POST", "422").count()).isEqualTo(1);
    assertThat(timer("/v1/comments", "POST", "200").takeSnapshot().histogramCounts()).hasSize(14);
  }

  @Test
  void refusal_isCountedByItsKind() {
    api.get("/nowhere");
    api.send(api.bare("/v1/comments/x").GET());

    assertThat(rejected("not-found")).isEqualTo(1);
    assertThat(rejected("unauthorized")).isEqualTo(1);
  }

  @Test
  void keyThatIsRefused_isCountedByWhy() {
    api.send(api.bare("/v1/comments/x").GET());
    api.send(api.bare("/v1/comments/x").header("Authorization", "Bearer nobodysKey00").GET());
    api.get("/v1/comments/x");

    assertThat(refused("replyguard_keys_refused", "reason", "missing")).isEqualTo(1);
    assertThat(refused("replyguard_keys_refused", "reason", "unknown")).isEqualTo(1);
    assertThat(refused("replyguard_keys_refused", "reason", "rights")).isZero();
    assertThat(refused("replyguard_quotas_refused", "quota", "site")).isZero();
  }

  private double refused(String name, String label, String value) {
    return api.registry.get(name).tag(label, value).counter().count();
  }

  @Test
  void whateverIsAsked_theLabelsStayBounded() {
    IntStream.range(0, 200)
        .forEach(
            i -> {
              api.get("/random/" + i);
              api.get("/v1/comments/" + i);
              api.send(api.request("/v1/scores").method("BREW" + i, BodyPublishers.noBody()));
            });

    assertThat(
            api.registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("replyguard_http"))
                // one for each bucket of a timer, in this registry only
                .filter(id -> !id.getName().endsWith(".histogram")))
        .hasSizeLessThan(12);
    assertThat(timer("unmatched", "other", "405").count()).isEqualTo(200);
  }

  private Timer timer(String route, String method, String status) {
    return api.registry
        .get("replyguard_http_server_requests")
        .tags("route", route, "method", method, "status", status)
        .timer();
  }

  private double rejected(String reason) {
    return api.registry
        .get("replyguard_http_server_rejected")
        .tag("reason", reason)
        .counter()
        .count();
  }
}
