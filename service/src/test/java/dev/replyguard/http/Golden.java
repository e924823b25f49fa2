package dev.replyguard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers word for word as they were when somebody last looked at them. Run tests with the
 * environment variable GOLDEN_UPDATE=1 in the module's directory to write the files anew, and look
 * at the difference.
 */
final class Golden {
  private static final Path SOURCES = Path.of("src/test/resources/dev/replyguard/http/golden");

  private Golden() {}

  /** Fails unless the answer is as the file of that name has it. */
  static void check(String name, Answer answer) {
    String text = asText(answer);
    if (System.getenv("GOLDEN_UPDATE") != null) {
      try {
        Files.writeString(SOURCES.resolve(name + ".txt"), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return;
    }
    assertThat(text).isEqualTo(stored(name));
  }

  /** As {@link #check}, of an answer of the whole service: its times and its model are not told. */
  static void checkLive(String name, Answer answer) {
    String body =
        answer
            .body()
            .replaceAll(":0\\.[0-9]{4,6}(?=[,}])", ":0.5")
            .replaceAll("2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "(time)")
            .replaceAll("\"(en|default)-[0-9a-f.-]+\"", "\"($1)\"");
    check(name, new Answer(answer.status(), answer.headers(), body));
  }

  static String stored(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("golden/" + name + ".txt")) {
      assertThat(in).as("golden/%s.txt", name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String asText(Answer answer) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(answer.status()).append('\n');
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.remove("content-length");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    text.append('\n');
    if (!answer.body().isEmpty()) {
      boolean isObject = answer.body().startsWith("{");
      text.append(isObject ? new JsonObject(answer.body()).encodePrettily() : answer.body())
          .append('\n');
    }
    // Where the request could not be read, its id is ours.
    return text.toString().replaceAll("[0-9a-f]{32}", "(made up)");
  }
}
