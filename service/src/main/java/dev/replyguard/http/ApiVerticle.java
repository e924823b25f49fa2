package dev.replyguard.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The API on one event loop. Several instances share the port: connections are spread over them.
 */
final class ApiVerticle extends VerticleBase {
  private static final int MAX_FORM_FIELDS = 1_000;

  private final ApiServer.Parts parts;
  private @Nullable HttpServer server;

  ApiVerticle(ApiServer.Parts parts) {
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    TimeOrderedIds ids = TimeOrderedIds.seededBySystem(parts.services().clock());
    HttpServer created =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::admit)
            .requestHandler(requests(ids))
            .invalidRequestHandler(
                new InvalidRequestHandler(
                    ids, parts.metrics(), parts.settings().limits().headerBytes()));
    server = created;
    return created.listen().onSuccess(listening -> parts.listeningOn(listening.actualPort()));
  }

  /** Takes no more requests and waits for those in progress, within bounds. */
  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(ApiServer.DRAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void admit(HttpConnection connection) {
    if (parts.connections().enter()) {
      connection.closeHandler(closed -> parts.connections().leave());
    } else {
      parts.metrics().refusedConnection();
      connection.close();
    }
  }

  private Handler<HttpServerRequest> requests(TimeOrderedIds ids) {
    ApiServices services = parts.services();
    var limits = parts.settings().limits();
    ProblemHandler problems = new ProblemHandler(parts.metrics());
    QuotaHandler quota =
        new QuotaHandler(parts.quota(), services.usage(), services.addresses(), parts.metrics());
    ApiRouter routers =
        new ApiRouter(
            parts.contract(),
            services.operations().get(),
            new RequestEntry(
                new RequestIds(ids), parts.admission(), parts.metrics(), limits.bodyTimeout()),
            rule ->
                List.of(
                    new CallerAuthentication(
                        rule, services.sites(), services.sessions(), parts.metrics()),
                    quota),
            services.protocols().get(),
            new ProtocolRouter(services.sites(), quota, parts.metrics(), limits.bodyTimeout()),
            problems,
            limits.bodyTimeout());
    Router all = routers.create(vertx, parts.docs(), parts.console());
    CrossOrigin.addPreflights(all, parts.contract(), services.sites(), problems);
    Map<String, Router> byPath = routers.protocolRouters(vertx);
    return request -> byPath.getOrDefault(request.path(), all).handle(request);
  }

  private HttpServerOptions options() {
    var limits = parts.settings().limits();
    return new HttpServerOptions()
        .setHost(parts.settings().host())
        .setPort(parts.settings().port())
        .setMaxInitialLineLength(limits.headerBytes())
        .setMaxHeaderSize(limits.headerBytes())
        .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true)
        // The whole body of a form is bounded: one field may be nearly all of it.
        .setMaxFormAttributeSize(limits.bodyBytes())
        .setMaxFormFields(MAX_FORM_FIELDS)
        .setAcceptBacklog(1024);
  }
}
