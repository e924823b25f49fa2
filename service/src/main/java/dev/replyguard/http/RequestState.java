package dev.replyguard.http;

import dev.replyguard.domain.Site;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a request while it is being worked on. For the request's event loop. */
public final class RequestState {
  private static final String KEY = RequestState.class.getName();

  private final String requestId;
  private final long startNanos;
  private String route = HttpMetrics.UNMATCHED;
  private @Nullable Site site;
  private @Nullable PendingBody pendingBody;
  private @Nullable Quota quota;
  private boolean finished;

  RequestState(String requestId, long startNanos) {
    this.requestId = requestId;
    this.startNanos = startNanos;
  }

  /**
   * The state of the request.
   *
   * @throws IllegalStateException when the request did not come in through the API's router
   */
  public static RequestState of(RoutingContext context) {
    RequestState state = context.get(KEY);
    if (state == null) {
      throw new IllegalStateException("the request did not come in through the API's router");
    }
    return state;
  }

  /** The request's name, in the log and in the answer. */
  public String requestId() {
    return requestId;
  }

  /**
   * The site whose key the request carries.
   *
   * @throws IllegalStateException when the operation asks for no key
   */
  public Site site() {
    if (site == null) {
      throw new IllegalStateException("the operation asks for no key");
    }
    return site;
  }

  /**
   * Where the site stands with its quota.
   *
   * @param perSecond how many requests a second it may make
   * @param remaining how many more may follow at once
   * @param nextAfter how long until one more is allowed; zero where one is now
   */
  public record Quota(int perSecond, int remaining, Duration nextAfter) {}

  /** How the site stands with its quota; empty where it has none, or has not been counted yet. */
  public Optional<Quota> quota() {
    return Optional.ofNullable(quota);
  }

  void counted(int perSecond, SiteQuota.Outcome outcome) {
    quota = new Quota(perSecond, outcome.remaining(), outcome.nextAfter());
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }

  void authenticated(Site caller) {
    site = caller;
  }

  void matched(String contractPath) {
    route = contractPath;
  }

  void awaitBody(PendingBody body) {
    pendingBody = body;
  }

  /** The body that is being waited for, once. */
  Optional<PendingBody> takePendingBody() {
    Optional<PendingBody> pending = Optional.ofNullable(pendingBody);
    pendingBody = null;
    return pending;
  }

  String route() {
    return route;
  }

  long startNanos() {
    return startNanos;
  }

  /** True the first time it is called. */
  boolean finish() {
    boolean first = !finished;
    finished = true;
    return first;
  }
}
