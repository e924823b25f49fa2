package dev.replyguard.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured of requests. Every label is bounded: routes are those of the contract, methods
 * and statuses the known ones. Safe for use by every thread.
 */
final class HttpMetrics {
  /** The route of a request that matched none, or could not be read. */
  static final String UNMATCHED = "unmatched";

  /** The status of a request whose client left before the answer. */
  static final int CLIENT_GONE = 499;

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private static final Set<HttpMethod> KNOWN_METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.PATCH,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS);

  /** Why a site's key does not let a request through. */
  enum KeyRefusal {
    /** There is none, nor a session. */
    MISSING,
    /** No site has it, or it is not valid any longer. */
    UNKNOWN,
    /** The page that uses it is of an origin that the key does not name. */
    ORIGIN,
    /** It is for something else. */
    RIGHTS
  }

  /** What there may be no more of. */
  enum Quota {
    /** Requests of a site a second. */
    SITE,
    /** Requests of an address with a browser's key a minute. */
    ADDRESS,
    /** Requests of a key a day. */
    KEY
  }

  private final MeterRegistry registry;
  private final Counter refusedConnections;
  private final Map<Request, Timer> timers = new ConcurrentHashMap<>();
  private final Map<ProblemType, Counter> rejected = new ConcurrentHashMap<>();
  private final Map<KeyRefusal, Counter> keys = new EnumMap<>(KeyRefusal.class);
  private final Map<Quota, Counter> quotas = new EnumMap<>(Quota.class);

  HttpMetrics(MeterRegistry registry, Admission admission, Admission connections) {
    this.registry = registry;
    this.refusedConnections =
        Counter.builder("replyguard_http_server_connections_refused")
            .description("Connections closed at once because too many were open")
            .register(registry);
    Gauge.builder("replyguard_http_server_connections", connections, Admission::inProgress)
        .description("Open connections")
        .strongReference(true)
        .register(registry);
    Gauge.builder("replyguard_http_server_requests_in_progress", admission, Admission::inProgress)
        .description("Requests that are being worked on")
        .strongReference(true)
        .register(registry);
    for (KeyRefusal reason : KeyRefusal.values()) {
      keys.put(
          reason,
          Counter.builder("replyguard_keys_refused")
              .description("Requests refused for their key, by why")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (Quota quota : Quota.values()) {
      quotas.put(
          quota,
          Counter.builder("replyguard_quotas_refused")
              .description("Requests refused as one too many, by the quota")
              .tag("quota", quota.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  private record Request(String route, String method, int status) {}

  /** Counts a request that has been answered, or given up by the client. */
  void answered(String route, HttpMethod method, int status, long nanos) {
    String methodLabel = KNOWN_METHODS.contains(method) ? method.name() : "other";
    timers
        .computeIfAbsent(new Request(route, methodLabel, status), this::timer)
        .record(Duration.ofNanos(nanos));
  }

  /** Counts a request that was refused for this reason. */
  void rejected(ProblemType reason) {
    rejected.computeIfAbsent(reason, this::counter).increment();
  }

  /** Counts a request that was refused for its key. */
  void refused(KeyRefusal reason) {
    Objects.requireNonNull(keys.get(reason)).increment();
  }

  /** Counts a request that was one too many. */
  void refused(Quota quota) {
    Objects.requireNonNull(quotas.get(quota)).increment();
  }

  /** Counts a connection that was closed before a request. */
  void refusedConnection() {
    refusedConnections.increment();
  }

  private Timer timer(Request request) {
    return Timer.builder("replyguard_http_server_requests")
        .description("From a request's head to the end of its answer")
        .tag("route", request.route())
        .tag("method", request.method())
        .tag("status", Integer.toString(request.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter counter(ProblemType reason) {
    return Counter.builder("replyguard_http_server_rejected")
        .description("Requests answered with an error, by its kind")
        .tag("reason", reason.key())
        .register(registry);
  }
}
