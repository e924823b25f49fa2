package dev.replyguard.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * A path of a {@link Protocol}.
 *
 * @param method the one that is taken
 * @param path all of the path, in the request and in metrics
 * @param open whether no key is asked for
 * @param body what the body is
 * @param bodyLimit how many bytes of it are taken, 0 where there is none
 * @param handler called on the request's event loop once key, quota and body have passed
 */
public record ProtocolRoute(
    HttpMethod method,
    String path,
    boolean open,
    Body body,
    int bodyLimit,
    Handler<RoutingContext> handler) {

  /** What a body may be. */
  public enum Body {
    /** None is read. */
    NONE,
    /** JSON in UTF-8; the key is looked at before it is read. */
    JSON,
    /** The fields of a form, URL-encoded, one of which may be the key. */
    FORM
  }

  /** A path to which JSON is posted. */
  public static ProtocolRoute json(String path, int bodyLimit, Handler<RoutingContext> handler) {
    return new ProtocolRoute(HttpMethod.POST, path, false, Body.JSON, bodyLimit, handler);
  }

  /** A path to which the fields of a form are posted, the key among them or elsewhere. */
  public static ProtocolRoute form(String path, int bodyLimit, Handler<RoutingContext> handler) {
    return new ProtocolRoute(HttpMethod.POST, path, false, Body.FORM, bodyLimit, handler);
  }

  /** A path that is got with a key. */
  public static ProtocolRoute get(String path, Handler<RoutingContext> handler) {
    return new ProtocolRoute(HttpMethod.GET, path, false, Body.NONE, 0, handler);
  }

  /** A path that everybody may get. */
  public static ProtocolRoute open(String path, Handler<RoutingContext> handler) {
    return new ProtocolRoute(HttpMethod.GET, path, true, Body.NONE, 0, handler);
  }
}
