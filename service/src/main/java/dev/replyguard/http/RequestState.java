package dev.replyguard.http;

import dev.replyguard.access.SignedIn;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.pipeline.SiteDirectory.Holder;
import dev.replyguard.store.UsageStore.Dialect;
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
  private @Nullable SignedIn signedIn;
  private @Nullable SiteKey key;
  private @Nullable PendingBody pendingBody;
  private @Nullable Quota quota;
  private @Nullable Scored scored;
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
   * The site that the request is about: whose key it carries, or which the person who has signed in
   * names.
   *
   * @throws IllegalStateException when the operation is about no site
   */
  public Site site() {
    if (site == null) {
      throw new IllegalStateException("the operation is about no site");
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

  /**
   * What the request has scored.
   *
   * @param dialect in which protocol it asked
   * @param comment the comment's id, or null where the text had none
   */
  record Scored(Dialect dialect, @Nullable String comment) {}

  /** Tells what the request has scored, should it be answered well. */
  public void scored(Dialect dialect, @Nullable String comment) {
    scored = new Scored(dialect, comment);
  }

  @Nullable Scored scored() {
    return scored;
  }

  /** The person who has signed in; empty where a site calls by its key. */
  public Optional<SignedIn> signedIn() {
    return Optional.ofNullable(signedIn);
  }

  /** Whether the caller's word is taken for it which of the site's moderators acts. */
  public boolean actsForModerators() {
    return key != null && key.scopes().contains(Scope.ADMIN);
  }

  /** The key that the request carries; empty where a person has signed in. */
  public Optional<SiteKey> key() {
    return Optional.ofNullable(key);
  }

  void attachTo(RoutingContext context) {
    context.put(KEY, this);
  }

  void authenticated(Holder caller) {
    site = caller.site();
    key = caller.key();
  }

  void authenticated(SignedIn person) {
    signedIn = person;
  }

  void about(Site subject) {
    site = subject;
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
