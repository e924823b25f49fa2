package dev.replyguard.http;

import static java.util.stream.Collectors.joining;

import dev.replyguard.domain.Scope;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.http.HttpMetrics.KeyRefusal;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.SiteDirectory.Holder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Adds the paths of protocols beside the contract to a router, each with what its requests go
 * through first.
 */
final class ProtocolRouter {
  private static final int MAX_KEY_LENGTH = 200;

  private final SiteDirectory sites;
  private final Handler<RoutingContext> quota;
  private final HttpMetrics metrics;
  private final Duration bodyTimeout;

  ProtocolRouter(
      SiteDirectory sites,
      Handler<RoutingContext> quota,
      HttpMetrics metrics,
      Duration bodyTimeout) {
    this.sites = sites;
    this.quota = quota;
    this.metrics = metrics;
    this.bodyTimeout = bodyTimeout;
  }

  /** Adds all of the protocol's paths to a router that has others too. */
  void add(Router router, Protocol protocol) {
    // A colon or a dollar in a path means something else to Vert.x.
    protocol.routes().stream()
        .map(ProtocolRoute::path)
        .distinct()
        .forEach(path -> add(() -> router.routeWithRegex(Pattern.quote(path)), protocol, path));
  }

  /** Adds one path to a router that gets requests for it alone: nothing is left to be matched. */
  void addOnly(Router router, Protocol protocol, String path) {
    add(router::route, protocol, path);
  }

  private void add(Supplier<Route> routes, Protocol protocol, String path) {
    ProblemHandler problems = new ProblemHandler(metrics, protocol.errors());
    List<ProtocolRoute> ofPath =
        protocol.routes().stream().filter(route -> route.path().equals(path)).toList();
    for (ProtocolRoute offered : ofPath) {
      Route route = routes.get().method(offered.method());
      handlers(protocol, offered).forEach(route::handler);
      route.failureHandler(problems);
    }
    String allowed =
        ofPath.stream().map(route -> route.method().name()).sorted().collect(joining(", "));
    routes
        .get()
        .handler(
            context -> {
              RequestState.of(context).matched(path);
              context.fail(
                  new ProblemException(
                      Problem.of(ProblemType.METHOD_NOT_ALLOWED, "method: " + allowed + " expected")
                          .withHeader(HttpHeaders.ALLOW.toString(), allowed)));
            })
        .failureHandler(problems);
  }

  private List<Handler<RoutingContext>> handlers(Protocol protocol, ProtocolRoute route) {
    List<Handler<RoutingContext>> handlers = new ArrayList<>();
    handlers.add(
        context -> {
          RequestState.of(context).matched(route.path());
          context.next();
        });
    List<Handler<RoutingContext>> caller =
        route.open() ? List.of() : List.of(context -> authenticate(context, protocol), quota);
    switch (route.body()) {
      case NONE -> handlers.addAll(caller);
      case JSON -> {
        handlers.addAll(caller);
        handlers.addAll(RequestBody.json(route.bodyLimit(), bodyTimeout).handlers());
      }
      case FORM -> {
        handlers.addAll(RequestBody.form(route.bodyLimit(), bodyTimeout).handlers());
        handlers.addAll(caller);
      }
    }
    handlers.add(route.handler());
    return handlers;
  }

  private void authenticate(RoutingContext context, Protocol protocol) {
    KeyRule rule = protocol.key();
    Optional<String> key = rule.place().apply(context).filter(given -> !given.isBlank());
    if (key.isEmpty()) {
      metrics.refused(KeyRefusal.MISSING);
      context.fail(rule.missing().get());
      return;
    }
    Optional<Holder> holder =
        key.filter(given -> given.length() <= MAX_KEY_LENGTH)
            .flatMap(given -> holderOf(context, protocol, given));
    if (holder.isEmpty()) {
      metrics.refused(KeyRefusal.UNKNOWN);
      context.fail(rule.unknown().get());
      return;
    }
    if (protocol.browsers() && !CrossOrigin.admit(context, holder.get().key())) {
      metrics.refused(KeyRefusal.ORIGIN);
      context.fail(
          new ProblemException(
              ProblemType.FORBIDDEN, "Origin: one that the key names expected, for browsers only"));
      return;
    }
    RequestState.of(context).authenticated(holder.get());
    context.next();
  }

  private Optional<Holder> holderOf(RoutingContext context, Protocol protocol, String key) {
    if (protocol.browsers()) {
      // A key for servers names no origin: it is refused with the origin.
      return sites.holderOf(key).or(() -> DemoKey.holder(sites, key, context.request()));
    }
    return sites.holderOf(key).filter(found -> mayBeOfAServer(found.key()));
  }

  private static boolean mayBeOfAServer(SiteKey key) {
    return !key.isForBrowsers()
        && (key.scopes().contains(Scope.SUBMIT) || key.scopes().contains(Scope.ADMIN));
  }
}
