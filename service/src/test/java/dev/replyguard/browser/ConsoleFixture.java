package dev.replyguard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.replyguard.ReplyGuard;
import dev.replyguard.StartException;
import dev.replyguard.Started;
import dev.replyguard.config.Arguments;
import dev.replyguard.config.SettingsLoader;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole service over a real Redis, with comments that wait, and moderators in front of its
 * console in a real browser. Whatever a page logs as an error fails the test in {@link #close}.
 */
final class ConsoleFixture implements AutoCloseable {
  /** Holds whatever the model does not reject. */
  static final String HOLD_ALL =
      """
      thresholds:
        toxicity: {reject: never}
        severe_toxicity: {reject: never}
        identity_attack: {reject: never}
        insult: {reject: never}
        profanity: {reject: never}
        threat: {reject: never}
        sexually_explicit: {reject: never}
        spam: {reject: never}
      rules:
        firstTime: {approved: 20, verdict: hold}
      """;

  /** Of everybody who sits in front of the console. */
  static final String PASSWORD = "password-of-tests";

  private static final String KEY = "DemoKey00001";
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ReplyGuard service;
  private final Started started;
  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Chromium chromium;
  private final People people;
  private final List<String> errors = new ArrayList<>();

  private ConsoleFixture(ReplyGuard service, Started started, Chromium chromium) {
    this.service = service;
    this.started = started;
    this.url = started.apiUrl();
    this.chromium = chromium;
    this.people = new People(client, url);
  }

  static ConsoleFixture over(TestRedis redis, Chromium chromium) {
    return over(redis, chromium, Map.of());
  }

  /** With other settings, too, by the names of their variables. */
  static ConsoleFixture over(TestRedis redis, Chromium chromium, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("REPLYGUARD_PORT", "0");
    settings.put("REPLYGUARD_MANAGEMENT_PORT", "0");
    settings.put("REPLYGUARD_REDIS_URI", redis.uri());
    // On a busy machine a reply takes longer than the half second that a verdict waits for one.
    settings.put("REPLYGUARD_REDIS_COMMAND_TIMEOUT", "5s");
    settings.put("REPLYGUARD_SECRET", "a secret of tests");
    settings.put("REPLYGUARD_REVIEW_SAMPLE_SHARE", "0");
    settings.put("REPLYGUARD_REVIEW_WITHHELD_SHARE", "0");
    settings.put("REPLYGUARD_DEMO_SITE_KEY", KEY);
    settings.put("REPLYGUARD_ADMIN_PASSWORD", PASSWORD);
    settings.putAll(more);
    ReplyGuard service =
        new ReplyGuard(SettingsLoader.load(Arguments.parse(new String[0]), settings));
    try {
      ConsoleFixture fixture = new ConsoleFixture(service, service.start(), chromium);
      fixture.policy(HOLD_ALL);
      return fixture;
    } catch (StartException e) {
      throw new AssertionError("the service does not start", e);
    }
  }

  /** What the start has told. */
  Started started() {
    return started;
  }

  /** Where it is, by the name of the machine that cookies of others are not sent to. */
  String publicUrl() {
    return url.replace("127.0.0.1", "localhost");
  }

  void policy(String yaml) {
    call(
        "PUT",
        "/v1/policy",
        new JsonObject().put("format", "yaml").put("source", yaml).put("expected", 0));
  }

  /** Has a comment judged, which is then held. */
  void held(String id, String text) {
    held(new JsonObject().put("id", id).put("text", text), "user-of-" + id);
  }

  void held(JsonObject comment, String authorId) {
    JsonObject author = comment.getJsonObject("author", new JsonObject());
    if (!author.containsKey("id")) {
      comment.put("author", author.put("id", authorId));
    }
    JsonObject answer = call("POST", "/v1/comments", comment);
    if (!"hold".equals(answer.getString("verdict"))) {
      throw new AssertionError("not held: " + answer);
    }
  }

  String verdict(String id) {
    return call("GET", "/v1/comments/" + id, null).getString("verdict");
  }

  JsonArray trail(String id) {
    return call("GET", "/v1/comments/" + id + "/review", null).getJsonArray("trail");
  }

  JsonObject call(String method, String path, @Nullable JsonObject body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + KEY)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response = client.send(builder.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** How a call with another key is answered; it sends a text to be scored. */
  int status(String method, String path, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString("{\"comments\":[{\"text\":\"A fine map.\"}]}"))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Those who may use the console, as the service knows them. */
  People people() {
    return people;
  }

  /** A moderator in a browser window of their own, who has signed in. */
  Moderator moderator(String name) {
    return moderator(name, "moderator", new Browser.NewContextOptions());
  }

  /** The same in another role, or another browser; whoever is not known yet is added. */
  Moderator moderator(String name, String role, Browser.NewContextOptions options) {
    people.known(name, role);
    Moderator moderator = visitor(options);
    moderator.signIn(name, PASSWORD);
    return moderator;
  }

  /** Somebody who has not signed in. */
  Moderator visitor(Browser.NewContextOptions options) {
    BrowserContext context =
        chromium
            .browser()
            .newContext(
                options
                    .setLocale(options.locale == null ? "en-GB" : options.locale)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setColorScheme(ColorScheme.LIGHT));
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onPageError(error -> errors.add(error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().contains("Failed to load resource")) {
            errors.add(message.text());
          }
        });
    return new Moderator(context, page, url);
  }

  /** What the pages complained of so far, for a test that expects it: it is then forgotten. */
  List<String> complaints() {
    List<String> complaints = List.copyOf(errors);
    errors.clear();
    return complaints;
  }

  /** Where a screenshot is kept. */
  static Path screenshot(String name) {
    return SCREENSHOTS.resolve(name + ".png");
  }

  @Override
  public void close() {
    service.close();
    if (!errors.isEmpty()) {
      throw new AssertionError("the pages complained: " + errors);
    }
  }
}
