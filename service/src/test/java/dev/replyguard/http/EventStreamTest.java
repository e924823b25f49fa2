package dev.replyguard.http;

import static dev.replyguard.http.ApiFixture.DEMO_KEY;
import static dev.replyguard.http.ApiFixture.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.replyguard.events.EventStreams.Timing;
import dev.replyguard.http.ApiFixture.Answer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Timing FAST =
      new Timing(
          Duration.ofMillis(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          Duration.ofMillis(5));

  private ApiFixture api = ApiFixture.with().eventTiming(FAST).eventStreams(2).start();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void stream_withoutAPlace_startsWithWhatComesNow() {
    api.events.add("demo", 1, 5);
    try (EventReader reader = reader("/v1/events")) {
      assertThat(reader.head())
          .contains("HTTP/1.1 200 OK", "content-type: text/event-stream; charset=utf-8")
          .anyMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-request-id: "));
      assertThat(reader.next()).containsExactly("retry: 3000");

      api.events.add("other", 6, 6);
      api.events.add("demo", 7, 7);

      assertThat(reader.next())
          .containsExactly(
              "id: 7-0",
              "event: comment.judged",
              "data: {\"id\":\"7-0\",\"type\":\"comment.judged\",\"site\":\"demo\","
                  + "\"comment\":\"c-7\",\"revision\":1,\"verdict\":\"hold\","
                  + "\"by\":{\"kind\":\"pipeline\"},\"at\":\"2026-11-22T10:15:30Z\"}");
    }
  }

  @Test
  void data_fitsItsSchema() {
    api.events.add("demo", 1, 1);
    try (EventReader reader = reader("/v1/events?after=0")) {
      reader.head();
      String data = reader.next("id: ").get(2).substring("data: ".length());

      Operation operation =
          Objects.requireNonNull(CheckedContract.openApi().operation("streamEvents"));
      assertThat(operation).isNotNull();
      JsonObject schema =
          CheckedContract.openApi()
              .getRawContract()
              .getJsonObject("components")
              .getJsonObject("schemas")
              .getJsonObject("Event");
      JsonObject event = new JsonObject(data);
      assertThat(schema.getJsonObject("properties").fieldNames()).containsAll(event.fieldNames());
      assertThat(event.fieldNames())
          .containsAll(schema.getJsonArray("required").stream().map(String.class::cast).toList());
    }
  }

  @Test
  void lastEventId_goesOnBehindIt_overMoreThanAPage() {
    api.events.add("demo", 1, 450);
    try (EventReader reader = reader("/v1/events?after=440", "Last-Event-ID: 20-0")) {
      reader.head();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 430; i++) {
        ids.add(reader.next("id: ").get(0));
      }

      assertThat(ids).startsWith("id: 21-0").endsWith("id: 450-0").doesNotHaveDuplicates();
    }
  }

  @Test
  void lastEventId_thatIsNoLongerKept_saysThatThereIsAGap() {
    api.events.add("demo", 100, 101);
    try (EventReader reader = reader("/v1/events", "Last-Event-ID: 99-0")) {
      reader.head();

      assertThat(reader.next("event: gap"))
          .containsExactly("event: gap", "data: {\"after\":\"99-0\",\"oldest\":\"100-0\"}");
      assertThat(reader.next()).contains("id: 100-0");
    }
  }

  @Test
  void fromTheStart_isNoGap() {
    api.events.add("demo", 100, 100);
    try (EventReader reader = reader("/v1/events?after=0")) {
      reader.head();
      assertThat(reader.next()).containsExactly("retry: 3000");
      assertThat(reader.next()).contains("id: 100-0");
    }
  }

  @Test
  void wrongId_isRefusedByName() {
    Answer parameter = api.get("/v1/events?after=yesterday");
    Answer header = api.send(api.request("/v1/events").header("Last-Event-ID", "x").GET());

    assertThat(parameter.status()).isEqualTo(422);
    assertThat(parameter.errors()).containsOnlyKeys("after");
    assertThat(header.errors()).containsOnlyKeys("Last-Event-ID");
  }

  @Test
  void tooManyStreams_is503_untilOneLeaves() {
    try (EventReader first = reader("/v1/events")) {
      first.head();
      try (EventReader second = new EventReader(api.port(), OTHER_KEY, "/v1/events")) {
        second.head();
        Answer refused = api.get("/v1/events");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("10");
        assertThat(refused.json().getString("detail")).contains("event streams");
      }
      await().until(() -> ended("client") == 1);
      try (EventReader third = reader("/v1/events")) {
        assertThat(third.head()).contains("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void storeAway_firstIs503_laterTheStreamWaitsForIt() {
    api.events.add("demo", 1, 1);
    try (EventReader reader = reader("/v1/events")) {
      reader.head();
      api.events.away(true);
      assertThat(api.get("/v1/events").status()).isEqualTo(503);
      api.events.add("demo", 2, 2);
      api.events.away(false);

      assertThat(reader.next("id: ")).contains("id: 2-0");
    }
  }

  @Test
  void nothingHappens_aCommentKeepsItAlive() {
    again(
        new Timing(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            FAST.patience(),
            FAST.age(),
            FAST.check()));
    try (EventReader reader = reader("/v1/events")) {
      reader.head();
      reader.next();

      assertThat(reader.next()).containsExactly(": keep-alive");
      assertThat(reader.next()).containsExactly(": keep-alive");
    }
  }

  @Test
  void readerThatTakesNothing_isCutOff() {
    again(
        new Timing(
            FAST.poll(), FAST.keepAlive(), Duration.ofMillis(100), FAST.age(), FAST.check()));
    // More than the buffers of the system and of the connection take.
    api.events.add("demo", 1, 60_000);
    try (EventReader reader = reader("/v1/events?after=0")) {
      reader.head();

      await().atMost(ApiFixture.PATIENCE).until(() -> ended("slow") == 1);
      assertThat(api.registry.get("replyguard.event.stream.events").counter().count())
          .isLessThan(60_000);
      assertThat(reader.endsWell()).isFalse();
    }
  }

  @Test
  void stream_endsAfterItsTime() {
    again(
        new Timing(
            FAST.poll(), FAST.keepAlive(), FAST.patience(), Duration.ofMillis(50), FAST.check()));
    try (EventReader reader = reader("/v1/events")) {
      reader.head();

      assertThat(reader.endsWell()).isTrue();
      await().until(() -> ended("age") == 1);
    }
  }

  @Test
  void serviceStops_streamsEndInGoodOrder_andNoneBegins() {
    try (EventReader reader = reader("/v1/events")) {
      reader.head();

      api.streams.close();

      assertThat(reader.endsWell()).isTrue();
      assertThat(api.get("/v1/events").status()).isEqualTo(503);
      assertThat(api.registry.get("replyguard.event.streams").gauge().value()).isZero();
    }
  }

  private void again(Timing timing) {
    api.close();
    api = ApiFixture.with().eventTiming(timing).start();
  }

  private EventReader reader(String path, String... headers) {
    return new EventReader(api.port(), DEMO_KEY, path, headers);
  }

  private double ended(String reason) {
    return api.registry
        .get("replyguard.event.streams.ended")
        .tag("reason", reason)
        .counter()
        .count();
  }
}
