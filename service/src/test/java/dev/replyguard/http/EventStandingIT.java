package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event streams end when their reader's right to them does, and each has a few only. */
@ExtendWith(RedisExtension.class)
class EventStandingIT {
  private static final String PASSWORD = "correct horse";
  private static final Map<String, String> FEW =
      Map.of("REPLYGUARD_EVENTS_STREAMS_PER_CALLER", "2");

  private final TestRedis redis;
  private final LiveApi api;

  EventStandingIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis, FEW);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void stream_ofASessionThatIsSignedOut_endsAtAllServices() {
    Person ada = viewer("ada");
    try (LiveApi other = LiveApi.over(redis, FEW);
        EventReader here = stream(api, ada);
        EventReader there = stream(other, ada)) {
      ada.send("DELETE", "/v1/session", "", Map.of());

      assertThat(here.endsWell()).isTrue();
      assertThat(there.endsWell()).isTrue();
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(api.metrics())
                      .contains("replyguard_event_streams_ended_total{reason=\"revoked\"} 1.0"));
    }
  }

  @Test
  void stream_ofAUserWhoIsDisabledOrLimitedToOtherSites_ends() {
    Person admin = admin();
    try (EventReader reader = stream(api, viewer("ada"))) {
      admin.send("PATCH", "/v1/users/ada", "{\"disabled\":true}", Map.of());
      assertThat(reader.endsWell()).isTrue();
    }
    try (EventReader reader = stream(api, viewer("bob"))) {
      admin.send("PATCH", "/v1/users/bob", "{\"sites\":[]}", Map.of());
      assertThat(reader.endsWell()).isTrue();
    }
  }

  @Test
  void stream_ofASessionThatExpires_ends_andAStreamAloneIsNoUse() {
    Person ada = viewer("ada");
    String key =
        redis.command("KEYS", "rg:session:*").stream()
            .filter(name -> redis.command("HGET", name, "user").contains("ada"))
            .findFirst()
            .orElseThrow();
    try (EventReader reader = stream(api, ada)) {
      redis.command("PEXPIRE", key, "3000");

      assertThat(reader.endsWell()).isTrue();
    }
  }

  @Test
  void stream_ofAKeyThatIsRemoved_ends() {
    Person admin = admin();
    Answer made = admin.post("/v1/keys", "{\"label\":\"reader\",\"scopes\":[\"read\"]}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    try (EventReader reader =
        new EventReader(port(api), made.json().getString("secret"), "/v1/events")) {
      assertThat(reader.head()).contains("HTTP/1.1 200 OK");

      admin.send("DELETE", "/v1/keys/" + made.json().getString("id"), "", Map.of());

      assertThat(reader.endsWell()).isTrue();
    }
  }

  @Test
  void streams_ofOneCaller_areBoundedOverAllServices_otherCallersAreNot() {
    Person ada = viewer("ada");
    try (LiveApi other = LiveApi.over(redis, FEW);
        EventReader bobs = stream(api, viewer("bob"));
        EventReader here = stream(api, ada)) {
      try (EventReader there = stream(other, ada)) {
        Answer refused = ada.get("/v1/events");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("10");
        assertThat(bobs.next()).containsExactly("retry: 3000");
        assertThat(here.next()).containsExactly("retry: 3000");
        assertThat(there.next()).containsExactly("retry: 3000");
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> redis.command("ZCARD", "rg:streams:user:ada").contains("1"));
      try (EventReader again = stream(other, ada)) {
        assertThat(again.next()).containsExactly("retry: 3000");
      }
    }
  }

  private Person admin() {
    return api.signIn("admin", LiveApi.ADMIN_PASSWORD);
  }

  private Person viewer(String name) {
    Answer added =
        admin()
            .post(
                "/v1/users",
                "{\"name\":\""
                    + name
                    + "\",\"role\":\"viewer\",\"sites\":[\"demo\"],\"password\":\""
                    + PASSWORD
                    + "\"}");
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    return api.signIn(name, PASSWORD);
  }

  private static EventReader stream(LiveApi at, Person person) {
    EventReader reader = new EventReader(port(at), person.cookie(), "/v1/events");
    assertThat(reader.head()).contains("HTTP/1.1 200 OK");
    return reader;
  }

  private static int port(LiveApi api) {
    return URI.create(api.url()).getPort();
  }
}
