package dev.replyguard.http;

import dev.replyguard.access.KeyUsage;
import dev.replyguard.config.HttpLimits;
import dev.replyguard.config.HttpSettings;
import dev.replyguard.config.TrustedProxies;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.events.EventStreams;
import dev.replyguard.http.v1.EventOperations;
import dev.replyguard.http.v1.FormMetrics;
import dev.replyguard.http.v1.FormOperations;
import dev.replyguard.http.v1.Submissions;
import dev.replyguard.http.v1.V1Operations;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.SiteKeys;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.NoUsage;
import dev.replyguard.store.Origin;
import dev.replyguard.store.SiteStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API on a free port, over comments kept in memory. Every answer to an operation of the
 * contract is held to the contract before a test sees it.
 */
final class ApiFixture implements AutoCloseable {
  static final String DEMO_KEY = "DemoKey00001";
  static final String OTHER_KEY = "OtherKey0002";
  static final String BROWSER_KEY = "BrowserKey03";
  static final String DISABLED_KEY = "DisabledKey4";
  static final String EXPIRED_KEY = "ExpiredKey05";
  static final String ORIGIN = "https://news.example";
  static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final Vertx vertx = Vertx.vertx();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final MemoryComments comments = new MemoryComments();
  final MemoryEvents events = new MemoryEvents();
  final MemoryPeople people = new MemoryPeople(Clock.fixed(NOW, ZoneOffset.UTC));
  final EventStreams streams;
  private final Standing standing;
  final ApiContract contract;
  private final ApiServer server;
  private final ContractCheck check;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private ApiFixture(Settings settings) {
    contract = await(ApiContract.load(vertx));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    SiteDirectory sites = new SiteDirectory(twoSites(), clock);
    await(sites.refresh());
    Function<Comment, Future<Judgement>> judge = comment -> settings.judge.apply(comments, comment);
    standing = new Standing("streamEvents", sites, people.sessions());
    streams =
        new EventStreams(
            events,
            events,
            new EventStreams.Limits(settings.eventStreams, 10),
            settings.eventTiming,
            registry);
    ApiServices services =
        new ApiServices(
            sites,
            people.sessions(),
            new KeyUsage(new NoUsage(), KeyedHash.of(new byte[16]), clock),
            new ClientAddresses(TrustedProxies.NONE),
            () -> withAllOthers(settings.onlyStubs ? List.of() : tested(settings, judge, clock)),
            List::of,
            registry,
            clock);
    server =
        await(
            ApiServer.start(
                vertx, contract, new HttpSettings("127.0.0.1", 0, settings.limits), 2, services));
    check = new ContractCheck(vertx);
  }

  private List<ApiOperation> tested(
      Settings settings, Function<Comment, Future<Judgement>> judge, Clock clock) {
    return Stream.of(
            new V1Operations(judge, settings.scoring, comments, clock).all(settings.limits),
            forms(judge, clock).all(settings.limits),
            new EventOperations(streams, comments, standing).all())
        .flatMap(List::stream)
        .toList();
  }

  private FormOperations forms(Function<Comment, Future<Judgement>> judge, Clock clock) {
    FormMetrics metrics = new FormMetrics(registry);
    KeyedHash hash = KeyedHash.of(new byte[16]);
    Submissions submissions =
        new Submissions(judge, hash, new ClientAddresses(TrustedProxies.NONE), metrics, clock);
    return new FormOperations(submissions, judge, metrics, clock);
  }

  /** The operations that are tested over a real store are not there. */
  private List<ApiOperation> withAllOthers(List<ApiOperation> tested) {
    List<ApiOperation> all = new ArrayList<>(tested);
    contract.operations().stream()
        .map(ContractOperation::id)
        .filter(id -> tested.stream().noneMatch(operation -> operation.id().equals(id)))
        .forEach(
            id ->
                all.add(
                    new ApiOperation(
                        id, 0, context -> context.response().setStatusCode(501).end())));
    return all;
  }

  static Settings with() {
    return new Settings();
  }

  static ApiFixture start() {
    return with().start();
  }

  /** What a test may replace. */
  static final class Settings {
    private HttpLimits limits = HttpLimits.DEFAULTS;
    private BiFunction<MemoryComments, Comment, Future<Judgement>> judge = MemoryComments::judge;
    private TextScoring scoring = new FixedScoring();
    private int eventStreams = 10;
    private boolean onlyStubs;
    private EventStreams.Timing eventTiming = EventStreams.Timing.DEFAULTS;

    Settings limits(HttpLimits replacement) {
      limits = replacement;
      return this;
    }

    /** No operation does anything: each answers 501 once its caller has passed. */
    Settings onlyStubs() {
      onlyStubs = true;
      return this;
    }

    /** Judges with, or instead of, the comments kept in memory. */
    Settings judge(BiFunction<MemoryComments, Comment, Future<Judgement>> replacement) {
      judge = replacement;
      return this;
    }

    Settings scoring(TextScoring replacement) {
      scoring = replacement;
      return this;
    }

    Settings eventStreams(int replacement) {
      eventStreams = replacement;
      return this;
    }

    Settings eventTiming(EventStreams.Timing replacement) {
      eventTiming = replacement;
      return this;
    }

    ApiFixture start() {
      return new ApiFixture(this);
    }
  }

  int port() {
    return server.port();
  }

  Future<Void> stop() {
    return server.stop();
  }

  Answer post(String path, String json) {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  /** A request with the key of site demo and a body that is declared as JSON. */
  HttpRequest.Builder request(String path) {
    return bare(path)
        .header("Authorization", "Bearer " + DEMO_KEY)
        .header("Content-Type", "application/json");
  }

  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(PATIENCE);
  }

  Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = exchange(request);
    check.answer(request, answer);
    return answer;
  }

  /** As {@link #send}, of an answer that the contract does not know. */
  Answer sendUnchecked(HttpRequest.Builder builder) {
    return exchange(builder.build());
  }

  private Answer exchange(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Answer(
          response.statusCode(),
          Map.copyOf(headers),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(request + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static BodyPublisher bytes(byte[] bytes) {
    return BodyPublishers.ofByteArray(bytes);
  }

  /** Fails unless the answer is a problem document; for errors that belong to no operation. */
  void checkProblem(Answer answer) {
    check.problem(answer);
  }

  /** Fails unless the contract says that the operation may answer so. */
  void checkAgainstContract(String operationId, Answer answer) {
    check.answer(operationId, answer);
  }

  /** What the API answered; header names in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {

    JsonObject json() {
      return new JsonObject(body);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String problemType() {
      return json().getString("type");
    }

    Map<String, String> errors() {
      Map<String, String> errors = new HashMap<>();
      json().getJsonArray("errors").stream()
          .map(JsonObject.class::cast)
          .forEach(error -> errors.put(error.getString("field"), error.getString("message")));
      return errors;
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not done within " + PATIENCE, e);
    }
  }

  @Override
  public void close() {
    streams.close();
    await(server.stop().otherwiseEmpty());
    await(vertx.close());
  }

  static SiteStore twoSites() {
    return new TwoSites();
  }

  /** A key of site demo that has this scope only. */
  static String keyOf(Scope scope) {
    return "ScopeKey" + scope.key();
  }

  private static final class TwoSites implements SiteStore {

    @Override
    public Future<List<Site>> sites() {
      Site demo =
          new Site("demo", "Demo", SiteKeys.digest(DEMO_KEY))
              .withKey(key("submit", keyOf(Scope.SUBMIT), Scope.SUBMIT, Set.of(), null, false))
              .withKey(key("read", keyOf(Scope.READ), Scope.READ, Set.of(), null, false))
              .withKey(key("browser", BROWSER_KEY, Scope.SUBMIT, Set.of(ORIGIN), null, false))
              .withKey(key("disabled", DISABLED_KEY, Scope.ADMIN, Set.of(), null, true))
              .withKey(key("expired", EXPIRED_KEY, Scope.ADMIN, Set.of(), NOW, false));
      return Future.succeededFuture(
          List.of(demo, new Site("other", "Other", SiteKeys.digest(OTHER_KEY))));
    }

    private static SiteKey key(
        String id,
        String secret,
        Scope scope,
        Set<String> origins,
        @Nullable Instant expiresAt,
        boolean disabled) {
      return new SiteKey(
          id,
          id,
          SiteKeys.digest(secret),
          Set.of(scope),
          origins,
          SiteKey.MAX_PER_MINUTE,
          0,
          Instant.EPOCH,
          expiresAt,
          disabled);
    }

    @Override
    public Future<Added> add(Site site, Origin by) {
      throw new UnsupportedOperationException("the sites are fixed");
    }

    @Override
    public Future<Optional<Site>> change(String id, Note note, UnaryOperator<Site> change) {
      throw new UnsupportedOperationException("the sites are fixed");
    }
  }

  /** Counts nothing, and lets everything through. */

  /** Knows two labels, scores every text the same, and cannot say why. */
  static final class UnexplainedScoring implements TextScoring {
    private static final Scores SCORES =
        Scores.partial(Map.of(Label.TOXICITY, 0.25f, Label.INSULT, 1f));

    @Override
    public Future<List<Scores>> score(List<String> texts) {
      return Future.succeededFuture(texts.stream().map(text -> SCORES).toList());
    }

    @Override
    public boolean explains() {
      return false;
    }

    @Override
    public <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary) {
      throw new UnsupportedOperationException("it does not explain");
    }

    @Override
    public String modelVersion() {
      return "m-2";
    }
  }

  /** Scores every text the same. */
  static final class FixedScoring implements TextScoring {

    @Override
    public boolean explains() {
      return true;
    }

    @Override
    public Future<List<Scores>> score(List<String> texts) {
      return Future.succeededFuture(texts.stream().map(text -> MemoryComments.RAISED).toList());
    }

    @Override
    public <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary) {
      return Future.succeededFuture(
          texts.stream().map(text -> summary.apply(explanation(text))).toList());
    }

    /** For every label 25 parts of 0.1, 0.2, ... and a logit of 32. */
    private static Explanation explanation(String text) {
      List<Contribution> contributions =
          IntStream.rangeClosed(1, 25)
              .mapToObj(i -> new Contribution(0, text.length(), (26 - i) / 10.0))
              .toList();
      return new Explanation(
          "m-1",
          Label.ALL.stream()
              .map(
                  label ->
                      new LabelExplanation(
                          label, MemoryComments.RAISED.get(label), 32, -0.5, contributions))
              .toList());
    }

    @Override
    public String modelVersion() {
      return "m-1";
    }
  }
}
