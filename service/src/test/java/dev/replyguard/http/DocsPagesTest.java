package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsPagesTest {
  private final ApiFixture api = ApiFixture.start();

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void root_leadsToDocs() {
    Answer answer = api.send(api.bare("/").GET());

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("docs");
  }

  @Test
  void contract_isServedAsItIs() {
    Answer answer = api.send(api.bare("/openapi.yaml").GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/yaml");
    assertThat(answer.body()).startsWith("openapi: 3.1").contains(Problem.MEDIA_TYPE);
  }

  @Test
  void everythingThePageNames_isServedFromHere() {
    Answer page = api.send(api.bare("/docs").GET());
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("content-security-policy"))
        .contains("script-src 'self'", "default-src 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");

    Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
    int served = 0;
    while (links.find()) {
      String link = links.group(1);
      assertThat(link).doesNotContain("//");
      if (!link.startsWith("data:")) {
        Answer answer = api.send(api.bare("/" + link).GET());
        assertThat(answer.status()).as(link).isEqualTo(200);
        assertThat(answer.body()).as(link).isNotBlank();
        served++;
      }
    }
    assertThat(served).isGreaterThanOrEqualTo(5);
  }

  @Test
  void page_takesNoPost() {
    Answer answer = api.post("/docs", "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("GET");
  }
}
