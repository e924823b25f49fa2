package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {
  private final ApiFixture api = ApiFixture.start();

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void judgesComment() {
    Answer answer = api.post("/v1/comments", "{\"id\":\"c-1\",\"text\":\"Thank you.\"}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getString("verdict")).isEqualTo("approve");
  }

  @Test
  void unknownPathIsNotFound() {
    Answer answer = api.get("/v1/nothing");
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
  }
}
