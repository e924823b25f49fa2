package dev.replyguard.http.akismet;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Webhook;
import dev.replyguard.domain.policy.AkismetPolicy;
import dev.replyguard.http.KeyRule;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.ProtocolRoute;
import dev.replyguard.review.ReviewService;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.StatisticsStore;
import io.vertx.core.Future;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Akismet's calls, for one event loop. */
public final class AkismetProtocol {
  static final String CHECK = "/1.1/comment-check";

  private static final String KEY = "[0-9A-Za-z]{12,64}";

  private final CheckComment check;
  private final SubmitVerdict spam;
  private final SubmitVerdict ham;
  private final AccountCalls account;
  private final int bodyLimit;

  /**
   * The calls over their collaborators.
   *
   * @param judge judges a comment and records it
   * @param preview judges one without a trace
   * @param review where comments are decided
   * @param statistics what was counted
   * @param policies by site, how its checks are answered
   * @param webhooks a site's webhooks
   * @param hash names comments
   */
  public AkismetProtocol(
      Function<Comment, Future<Judgement>> judge,
      Function<Comment, Future<Judgement>> preview,
      ReviewService review,
      StatisticsStore statistics,
      Function<String, AkismetPolicy> policies,
      Function<String, Future<List<Webhook>>> webhooks,
      KeyedHash hash,
      HttpLimits limits,
      Clock clock) {
    this.check =
        new CheckComment(judge, preview, policies, new LateVerdicts(webhooks), hash, clock);
    this.spam = SubmitVerdict.spam(judge, review, hash, clock);
    this.ham = SubmitVerdict.ham(judge, review, hash, clock);
    this.account = new AccountCalls(statistics, clock);
    this.bodyLimit = limits.bodyBytes();
  }

  /** The calls with all that is the protocol's own. */
  public Protocol protocol() {
    return new Protocol(
        new AkismetErrors(),
        new KeyRule(AkismetProtocol::key, AkismetException::noKey, AkismetException::wrongKey),
        List.of(
            ProtocolRoute.open("/1.1/test", call -> Answers.send(call, Answers.CONNECTED)),
            ProtocolRoute.form("/1.1/verify-key", bodyLimit, account::verifyKey),
            ProtocolRoute.form(CHECK, bodyLimit, check),
            ProtocolRoute.form("/1.1/submit-spam", bodyLimit, spam),
            ProtocolRoute.form("/1.1/submit-ham", bodyLimit, ham),
            ProtocolRoute.form("/1.1/get-stats", bodyLimit, account::statistics),
            ProtocolRoute.form("/1.1/get-subscription", bodyLimit, account::subscription),
            ProtocolRoute.form("/1.1/token", bodyLimit, call -> Answers.send(call, "")),
            ProtocolRoute.open("/1.2/compatible-plugins", call -> Answers.sendJson(call, "[]")),
            ProtocolRoute.form("/1.1/deactivate", bodyLimit, account::deactivate),
            ProtocolRoute.form("/1.2/key-sites", bodyLimit, account::keySites),
            ProtocolRoute.get("/1.2/key-sites", account::keySites),
            ProtocolRoute.form("/1.2/usage-limit", bodyLimit, account::usageLimit),
            ProtocolRoute.get("/1.2/usage-limit", account::usageLimit)));
  }

  /** In the body or the query by either name, or as the first label of the host. */
  private static Optional<String> key(RoutingContext context) {
    Fields fields = Fields.of(context);
    return Stream.of("api_key", "key")
        .map(fields::text)
        .filter(value -> !value.isBlank())
        .findFirst()
        .or(() -> inHost(context.request().authority()));
  }

  private static Optional<String> inHost(@Nullable HostAndPort authority) {
    if (authority == null) {
      return Optional.empty();
    }
    int dot = authority.host().indexOf('.');
    return Optional.of(dot < 0 ? "" : authority.host().substring(0, dot))
        .filter(label -> label.matches(KEY));
  }
}
