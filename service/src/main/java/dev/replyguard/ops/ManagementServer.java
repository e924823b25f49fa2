package dev.replyguard.ops;

import dev.replyguard.config.ManagementSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of those who run the service: {@code /metrics} and {@code /health/...}. */
public final class ManagementServer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";
  private static final int IDLE_SECONDS = 60;

  private final ManagementSettings settings;
  private final PrometheusMeterRegistry registry;
  private final Health health;
  private @Nullable HttpServer server;
  private volatile int port;

  /** Shows {@code registry} and {@code health} once deployed. */
  public ManagementServer(
      ManagementSettings settings, PrometheusMeterRegistry registry, Health health) {
    this.settings = settings;
    this.registry = registry;
    this.health = health;
  }

  /** The port it listens on; 0 before it is deployed. */
  public int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    HttpServer created = vertx.createHttpServer(options).requestHandler(this::answer);
    server = created;
    return created.listen().onSuccess(listening -> port = listening.actualPort());
  }

  @Override
  public Future<?> stop() {
    HttpServer running = server;
    return running == null ? Future.succeededFuture() : running.close();
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    boolean reads =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    if (!reads) {
      response.putHeader("Allow", "GET, HEAD");
      problem(response, 405, "Method Not Allowed");
      return;
    }
    switch (Objects.requireNonNullElse(request.path(), "")) {
      case "/metrics" -> metrics(response);
      case "/health/live" -> json(response, 200, new JsonObject().put("status", "up"));
      case "/health/ready" -> json(response, health.isReady() ? 200 : 503, health.report());
      default -> problem(response, 404, "Not Found");
    }
  }

  private void metrics(HttpServerResponse response) {
    // Gathering some hundred series takes milliseconds: too long for an event loop.
    vertx
        .executeBlocking(() -> registry.scrape(), false)
        .onSuccess(text -> response.putHeader("Content-Type", PROMETHEUS_TEXT).end(text))
        .onFailure(
            failure -> {
              LOG.warn("metrics could not be gathered", failure);
              problem(response, 500, "Internal Server Error");
            });
  }

  private static void json(HttpServerResponse response, int status, JsonObject body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", JSON)
        .putHeader("Cache-Control", "no-store")
        .end(body.encode());
  }

  private static void problem(HttpServerResponse response, int status, String title) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(new JsonObject().put("status", status).put("title", title).encode());
  }
}
