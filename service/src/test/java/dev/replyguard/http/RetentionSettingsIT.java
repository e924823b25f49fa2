package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.LiveApi.Person;
import dev.replyguard.redis.RedisDump;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RetentionSettingsIT {
  private final TestRedis redis;
  private final LiveApi api;

  RetentionSettingsIT(TestRedis redis) {
    this.redis = redis;
    api = LiveApi.over(redis, Map.of("REPLYGUARD_RETENTION_COMMENTS", "200d"));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void unset_isAsTheOperatorHasIt_andSet_asTheSiteHasIt() {
    Golden.checkLive("retention", api.get("/v1/retention"));

    Answer put = api.put("/v1/retention", "{\"comments\":14,\"reports\":7,\"addresses\":3}");

    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(days(put, "comments")).isEqualTo(14);
    assertThat(days(api.get("/v1/retention"), "reports")).isEqualTo(7);
    assertThat(days(api.get("/v1/retention"), "audit")).isEqualTo(1_095);
    assertThat(redis.command("XRANGE", "rg:audit:{rg:sites}", "-", "+").toString())
        .contains("\"type\":\"retentionChanged\"");
    assertThat(days(api.put("/v1/retention", "{}"), "comments")).isEqualTo(200);
  }

  @Test
  void invalid_namesEveryField() {
    assertThat(
            api.put(
                    "/v1/retention",
                    "{\"comments\":-1,\"audit\":4000,\"events\":0,\"rulings\":\"7\",\"mood\":1}")
                .errors())
        .containsOnlyKeys("comments", "audit", "events", "rulings", "mood");
    Golden.checkLive("retention-invalid", api.put("/v1/retention", "{\"events\":0}"));
  }

  @Test
  void viewer_mayLook_notSet() {
    Person admin = api.signIn("admin", LiveApi.ADMIN_PASSWORD);
    admin.post(
        "/v1/users",
        "{\"name\":\"vera\",\"password\":\"a password\",\"role\":\"viewer\",\"allSites\":true}");
    Person viewer = api.signIn("vera", "a password");

    assertThat(viewer.get("/v1/retention").status()).isEqualTo(200);
    assertThat(viewer.send("PUT", "/v1/retention", "{\"comments\":1}", Map.of()).status())
        .isEqualTo(403);
    assertThat(admin.send("PUT", "/v1/retention", "{\"comments\":1}", Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void addresses_askedFor_areKept_thenTold_thenForgotten() {
    String author = ",\"author\":{\"email\":\"mira@example.org\",\"ip\":\"198.51.100.23\"}}";
    api.post("/v1/comments", "{\"id\":\"c-1\",\"text\":\"A first remark\"" + author);
    assertThat(RedisDump.with(redis, "mira@example.org", "198.51.100.23")).isEmpty();
    api.put("/v1/retention", "{\"addresses\":30}");

    api.post("/v1/comments", "{\"id\":\"c-2\",\"text\":\"A second remark\"" + author);

    assertThat(RedisDump.with(redis, "mira@example.org", "198.51.100.23"))
        .singleElement()
        .asString()
        .startsWith("rg:{demo}:contact:c-2 =");
    JsonObject told = api.post("/v1/privacy/export", "{\"email\":\"mira@example.org\"}").json();
    assertThat(told.getJsonArray("records").encode())
        .contains("\"email\":\"mira@example.org\",\"ip\":\"198.51.100.23\"");
    api.post("/v1/privacy/erase", "{\"email\":\"mira@example.org\"}");
    assertThat(RedisDump.with(redis, "mira@example.org", "198.51.100.23")).isEmpty();
  }

  private static int days(Answer answer, String kind) {
    return answer.json().getJsonArray("kinds").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("kind").equals(kind))
        .findFirst()
        .orElseThrow()
        .getInteger("days");
  }
}
