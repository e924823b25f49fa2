package dev.replyguard.process;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Speaks to one port of the service as a site would. */
final class ApiClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String url;
  private final String key;

  ApiClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** An answer's status and body. */
  record Answer(int status, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return answer(http.send(request(path).GET().build(), BodyHandlers.ofString()));
  }

  Answer post(String path, JsonObject body) throws IOException, InterruptedException {
    return answer(http.send(posting(path, body), BodyHandlers.ofString()));
  }

  CompletableFuture<Answer> postLater(String path, JsonObject body) {
    return http.sendAsync(posting(path, body), BodyHandlers.ofString())
        .thenApply(ApiClient::answer);
  }

  /** Posts a comment. */
  Answer comment(String id, String text) throws IOException, InterruptedException {
    return post("/v1/comments", new JsonObject().put("id", id).put("text", text));
  }

  String url() {
    return url;
  }

  private HttpRequest posting(String path, JsonObject body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body());
  }
}
