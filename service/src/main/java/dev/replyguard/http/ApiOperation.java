package dev.replyguard.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * What one operation of the contract does.
 *
 * @param id the operation's {@code operationId}
 * @param bodyLimit how many bytes of JSON it takes, 0 where it takes no body
 * @param handler called on the request's event loop once key, quota and body have passed; fails the
 *     request with a {@link ProblemException} where it is the caller's fault
 */
public record ApiOperation(String id, int bodyLimit, Handler<RoutingContext> handler) {}
