package dev.replyguard.browser;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The console's users, called for through the API in sessions of their own. */
final class People {
  private final HttpClient client;
  private final String url;
  private final Set<String> known = new HashSet<>(Set.of("admin"));
  private final Map<String, Session> sessions = new HashMap<>();

  People(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  private record Session(String cookie, String csrfToken) {}

  /** An answer of the service. */
  record Answer(int status, String body) {
    JsonObject json() {
      return body.isEmpty() ? new JsonObject() : new JsonObject(body);
    }
  }

  /** Adds the user where there is none of that name yet; an admin for all sites. */
  void known(String name, String role) {
    if (!known.add(name)) {
      return;
    }
    JsonObject user =
        new JsonObject()
            .put("name", name)
            .put("role", role)
            .put("password", ConsoleFixture.PASSWORD);
    if (role.equals("admin")) {
      user.put("allSites", true);
    } else {
      user.put("sites", JsonArray.of("demo"));
    }
    Answer answer = as("admin", "POST", "/v1/users", user);
    if (answer.status() != 201) {
      throw new AssertionError("not added: " + answer.body());
    }
  }

  /** A call in that user's name, in a session beside that of their browser. */
  Answer as(String name, String method, String path, @Nullable JsonObject body) {
    Session session = sessions.computeIfAbsent(name, this::signIn);
    HttpResponse<String> response =
        send(
            request(method, path, body)
                .header("Cookie", session.cookie())
                .header("X-CSRF-Token", session.csrfToken())
                .header("X-Site", "demo"));
    return new Answer(response.statusCode(), response.body());
  }

  /** Ends all sessions of the user, those of browsers, too: what expiry does, without the wait. */
  void endSessions(String name) {
    Answer answer = as(name, "DELETE", "/v1/sessions", null);
    if (answer.status() != 204) {
      throw new AssertionError("not ended: " + answer.body());
    }
    sessions.remove(name);
  }

  private Session signIn(String name) {
    JsonObject credentials =
        new JsonObject().put("user", name).put("password", ConsoleFixture.PASSWORD);
    // On a busy machine the store may be too slow for once, which is told by 503.
    HttpResponse<String> response =
        await("sign-in of " + name)
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> send(request("POST", "/v1/session", credentials)),
                answer -> answer.statusCode() == 200);
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    return new Session(
        cookie.substring(0, cookie.indexOf(';')),
        new JsonObject(response.body()).getString("csrfToken"));
  }

  private HttpRequest.Builder request(String method, String path, @Nullable JsonObject body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofMinutes(1))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    return body == null ? builder : builder.header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
