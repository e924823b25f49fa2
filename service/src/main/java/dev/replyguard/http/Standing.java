package dev.replyguard.http;

import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignedIn;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.domain.User;
import dev.replyguard.http.OperationAccess.Rule;
import dev.replyguard.pipeline.SiteDirectory;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells of a request that goes on for long whether its caller still has the right to it. For one
 * operation that is about a site.
 */
public final class Standing {
  private final Rule rule;
  private final SiteDirectory sites;
  private final Sessions sessions;

  /** Of that operation's callers. */
  public Standing(String operationId, SiteDirectory sites, Sessions sessions) {
    this.rule = OperationAccess.of(operationId).orElseThrow();
    this.sites = sites;
    this.sessions = sessions;
  }

  /** Names the caller: the user, or the key. */
  public static String caller(RoutingContext context) {
    RequestState state = RequestState.of(context);
    return state
        .signedIn()
        .map(person -> person.user().actor().id())
        .orElseGet(
            () -> "key:" + state.site().id() + ":" + state.key().map(SiteKey::id).orElse(""));
  }

  /** Whether the caller has the right to go on, each time it is asked; fails as the store does. */
  public Supplier<Future<Boolean>> of(RoutingContext context) {
    RequestState state = RequestState.of(context);
    String site = state.site().id();
    Optional<SignedIn> person = state.signedIn();
    if (person.isPresent()) {
      return () ->
          sessions.peek(person.get()).map(user -> user.isPresent() && may(user.get(), site));
    }
    SiteKey key = state.key().orElseThrow();
    return () ->
        Future.succeededFuture(
            sites
                .holderOf(key)
                .filter(now -> now.site().id().equals(site) && rule.isFor(now.key()))
                .isPresent());
  }

  private boolean may(User user, String site) {
    return rule.role() != null && user.role().atLeast(rule.role()) && user.mayUse(site);
  }
}
