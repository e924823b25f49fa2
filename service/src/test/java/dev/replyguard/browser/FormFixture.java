package dev.replyguard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.sun.net.httpserver.HttpServer;
import dev.replyguard.ReplyGuard;
import dev.replyguard.StartException;
import dev.replyguard.config.Arguments;
import dev.replyguard.config.SettingsLoader;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole service over a real Redis, the site of somebody else beside it, and readers in a real
 * browser in front of both. Whatever a page logs as an error fails the test in {@link #close},
 * except that something could not be loaded.
 */
final class FormFixture implements AutoCloseable {
  /** Approves whatever there is. */
  static final String APPROVE_ALL =
      """
      stages: {rules: off, score: off}
      """;

  private static final String KEY = "DemoKey00001";
  private static final String PASSWORD = "password-of-tests";

  private final ReplyGuard service;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Chromium chromium;
  private final TestRedis redis;
  private final HttpServer other;
  private final List<String> errors = new ArrayList<>();

  /** What was posted to the other site by its form's own way. */
  final List<String> posted = new CopyOnWriteArrayList<>();

  private FormFixture(ReplyGuard service, String url, Chromium chromium, TestRedis redis) {
    this.service = service;
    this.url = url;
    this.chromium = chromium;
    this.redis = redis;
    try {
      other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    other.start();
  }

  static FormFixture over(TestRedis redis, Chromium chromium) {
    ReplyGuard service =
        new ReplyGuard(
            SettingsLoader.load(
                Arguments.parse(new String[0]),
                Map.of(
                    "REPLYGUARD_PORT",
                    "0",
                    "REPLYGUARD_MANAGEMENT_PORT",
                    "0",
                    "REPLYGUARD_REDIS_URI",
                    redis.uri(),
                    "REPLYGUARD_SECRET",
                    "a secret of tests",
                    "REPLYGUARD_DEMO_SITE_KEY",
                    KEY,
                    "REPLYGUARD_ADMIN_PASSWORD",
                    PASSWORD)));
    try {
      return new FormFixture(service, service.start().apiUrl(), chromium, redis);
    } catch (StartException e) {
      throw new AssertionError("the service does not start", e);
    }
  }

  String url() {
    return url;
  }

  /** The origin of the other site. */
  String otherOrigin() {
    return "http://localhost:" + other.getAddress().getPort();
  }

  /** Has the other site serve that page, and take what its form posts to {@code /post}. */
  void serve(String policy, String html) {
    other.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            posted.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          }
          byte[] page = html.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
  }

  /** A key for browsers on pages of the other site. */
  String keyOfOther() {
    HttpResponse<String> session =
        send(
            request("/v1/session")
                .POST(
                    BodyPublishers.ofString(
                        new JsonObject().put("user", "admin").put("password", PASSWORD).encode())));
    String cookie = session.headers().firstValue("set-cookie").orElseThrow();
    JsonObject key = new JsonObject().put("label", "form").put("origins", List.of(otherOrigin()));
    HttpResponse<String> made =
        send(
            request("/v1/keys")
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .header("X-CSRF-Token", new JsonObject(session.body()).getString("csrfToken"))
                .POST(BodyPublishers.ofString(key.encode())));
    return new JsonObject(made.body()).getString("secret");
  }

  JsonObject call(String method, String path, JsonObject body) {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + KEY)
            .method(
                method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    String answer = send(request).body();
    return answer.isEmpty() ? new JsonObject() : new JsonObject(answer);
  }

  void policy(String yaml) {
    call(
        "PUT",
        "/v1/policy",
        new JsonObject().put("format", "yaml").put("source", yaml).put("expected", 0));
  }

  /** How many comments there are. */
  int recorded() {
    return Integer.parseInt(redis.command("ZCARD", "rg:{demo}:recorded").get(0));
  }

  /** The ids of the comments. */
  List<String> ids() {
    return redis.command("ZRANGE", "rg:{demo}:recorded", "0", "-1");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofMinutes(1))
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    try {
      HttpResponse<String> response = client.send(builder.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new AssertionError(response + ": " + response.body());
      }
      return response;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A reader with a window of the given kind. */
  Page reader(Browser.NewContextOptions options) {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                options
                    .setLocale(options.locale == null ? "en-GB" : options.locale)
                    .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().contains("Failed to load resource")) {
            errors.add(message.text());
          }
        });
    return page;
  }

  @Override
  public void close() {
    service.close();
    other.stop(0);
    if (!errors.isEmpty()) {
      throw new AssertionError("the pages complained: " + errors);
    }
  }
}
