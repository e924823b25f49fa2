package dev.replyguard.http;

import static dev.replyguard.http.ApiFixture.await;

import dev.replyguard.ReplyGuard;
import dev.replyguard.StartException;
import dev.replyguard.Started;
import dev.replyguard.config.Arguments;
import dev.replyguard.config.RedisSettings;
import dev.replyguard.config.SettingsLoader;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole service, with the shipped model, over a real Redis. Every answer is held to the
 * contract before a test sees it.
 */
final class LiveApi implements AutoCloseable {
  static final String ADMIN_PASSWORD = "password-of-tests";
  static final String KEY = "DemoKey00001";

  private final Vertx vertx = Vertx.vertx();
  private final ContractCheck check = new ContractCheck(vertx);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ReplyGuard service;
  private final Started started;

  private LiveApi(ReplyGuard service, Started started) {
    this.service = service;
    this.started = started;
  }

  static LiveApi over(TestRedis redis) {
    return over(redis, Map.of());
  }

  /** With further variables of the environment. */
  static LiveApi over(TestRedis redis, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment(redis));
    variables.putAll(environment);
    ReplyGuard service =
        new ReplyGuard(SettingsLoader.load(Arguments.parse(new String[0]), variables));
    try {
      return new LiveApi(service, service.start());
    } catch (StartException e) {
      throw new AssertionError("the service does not start", e);
    }
  }

  private static Map<String, String> environment(TestRedis redis) {
    return Map.of(
        "REPLYGUARD_PORT", "0",
        "REPLYGUARD_MANAGEMENT_PORT", "0",
        "REPLYGUARD_REDIS_URI", redis.uri(),
        // Machines that run tests are busy.
        "REPLYGUARD_REDIS_COMMAND_TIMEOUT", "5s",
        "REPLYGUARD_SECRET", "a secret of tests",
        // A test knows what is told of a comment; those about this say so.
        "REPLYGUARD_REVIEW_SAMPLE_SHARE", "0",
        "REPLYGUARD_REVIEW_WITHHELD_SHARE", "0",
        "REPLYGUARD_DEMO_SITE_KEY", KEY,
        "REPLYGUARD_ADMIN_PASSWORD", ADMIN_PASSWORD);
  }

  /** The settings of a store that gives nothing up for want of time. */
  static RedisSettings patient(TestRedis redis) {
    return SettingsLoader.load(
            Arguments.parse(new String[0]),
            Map.of(
                "REPLYGUARD_REDIS_URI",
                redis.uri(),
                "REPLYGUARD_REDIS_COMMAND_TIMEOUT",
                "60s",
                "REPLYGUARD_REDIS_PENDING_COMMANDS",
                "2000"))
        .redis();
  }

  /** What the start has made up. */
  Started started() {
    return started;
  }

  /** Somebody who has signed in, with whose cookie further requests can be made. */
  Person signIn(String user, String password) {
    Answer answer = trySignIn(user, password);
    if (answer.status() != 200) {
      throw new AssertionError("cannot sign in: " + answer);
    }
    return person(answer);
  }

  /** The session that an answer has opened. */
  Person person(Answer answer) {
    String cookie = answer.header("set-cookie");
    return new Person(
        cookie.substring(0, cookie.indexOf(';')), answer.json().getString("csrfToken"));
  }

  /** The session of that cookie. */
  Person person(String cookie, JsonObject session) {
    return new Person(cookie, session.getString("csrfToken"));
  }

  Answer trySignIn(String user, String password) {
    return bare(
        "POST",
        "/v1/session",
        new JsonObject().put("user", user).put("password", password).encode(),
        Map.of());
  }

  /** What the management port shows. */
  String metrics() {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(started.managementUrl() + "/metrics")).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A request with no key. */
  Answer bare(String method, String path, String json, Map<String, String> headers) {
    return exchange(method, path, json, headers);
  }

  /** A session as a browser holds it. */
  final class Person {
    private final String cookie;
    private final String csrfToken;

    Person(String cookie, String csrfToken) {
      this.cookie = cookie;
      this.csrfToken = csrfToken;
    }

    Answer get(String path) {
      return send("GET", path, "", Map.of());
    }

    Answer post(String path, String json) {
      return send("POST", path, json, Map.of());
    }

    /** A request with cookie and CSRF token. */
    Answer send(String method, String path, String json, Map<String, String> more) {
      Map<String, String> headers = new HashMap<>(more);
      headers.put("Cookie", cookie);
      headers.putIfAbsent("X-CSRF-Token", csrfToken);
      return exchange(method, path, json, headers);
    }

    String cookie() {
      return cookie;
    }
  }

  Answer get(String path) {
    return send("GET", path, "", Map.of());
  }

  Answer post(String path, String json) {
    return send("POST", path, json, Map.of());
  }

  Answer put(String path, String json) {
    return send("PUT", path, json, Map.of());
  }

  Answer patch(String path, String json) {
    return send("PATCH", path, json, Map.of());
  }

  Answer delete(String path) {
    return send("DELETE", path, "", Map.of());
  }

  /** A request of the moderator of that name. */
  Answer as(String moderator, String method, String path, String json) {
    return send(method, path, json, Map.of("X-Moderator", moderator));
  }

  /**
   * A request of many, whose answer is not held to the contract; safe for use by several threads.
   *
   * @param moderator who asks, or null: the site
   */
  Answer unchecked(String method, String path, String json, @Nullable String moderator) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + KEY);
    if (!json.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    if (moderator != null) {
      headers.put("X-Moderator", moderator);
    }
    return foreign(method, path, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  String url() {
    return started.apiUrl();
  }

  /** A request in another protocol, with these headers and no others; held to no contract. */
  Answer foreign(String method, String path, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(started.apiUrl() + path))
            .timeout(ApiFixture.PATIENCE)
            .header("X-Request-Id", "golden")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(builder::header);
    return exchange(builder.build());
  }

  private Answer send(String method, String path, String json, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Authorization", "Bearer " + KEY);
    return exchange(method, path, json, headers);
  }

  private Answer exchange(String method, String path, String json, Map<String, String> more) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(started.apiUrl() + path))
            .timeout(ApiFixture.PATIENCE)
            .header("X-Request-Id", "golden")
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      builder.header("Content-Type", "application/json");
    }
    more.forEach(builder::header);
    HttpRequest request = builder.build();
    Answer answer = exchange(request);
    check.answer(request, answer);
    return answer;
  }

  private Answer exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Answer(
          response.statusCode(),
          Map.copyOf(headers),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(request + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    service.close();
    await(vertx.close());
  }
}
