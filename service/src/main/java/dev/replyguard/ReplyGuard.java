package dev.replyguard;

import dev.replyguard.config.HttpSettings;
import dev.replyguard.config.ManagementSettings;
import dev.replyguard.config.Settings;
import dev.replyguard.domain.Site;
import dev.replyguard.http.ApiContract;
import dev.replyguard.http.ApiServer;
import dev.replyguard.http.ApiServices;
import dev.replyguard.http.v1.V1Operations;
import dev.replyguard.ops.EventLoopLag;
import dev.replyguard.ops.Health;
import dev.replyguard.ops.LeanHeap;
import dev.replyguard.ops.ManagementServer;
import dev.replyguard.ops.Metrics;
import dev.replyguard.ops.PeriodicTask;
import dev.replyguard.ops.QueueDepth;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.store.redis.RedisStore;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: the one place where its parts are put together, started and stopped.
 *
 * <p>{@link #start()} is called once; {@link #close()} at any time and from any thread, also while
 * the start goes on. Both block: they are not for event loops.
 */
public final class ReplyGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyGuard.class);
  private static final Duration SITES_PAUSE = Duration.ofSeconds(3);
  private static final Duration QUEUE_PAUSE = Duration.ofSeconds(10);
  private static final Duration STORE_WATCH_PAUSE = Duration.ofMillis(500);

  private final Settings settings;
  // As finely as times are stored, so that an answer is the same before and after.
  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final Health health = new Health(clock);
  private final StartedParts parts = new StartedParts();

  /** A service that is not started yet. */
  public ReplyGuard(Settings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything and returns when requests are answered.
   *
   * @throws StartException where that cannot be; whatever was started is closed again by then
   */
  public Started start() throws StartException {
    long begun = System.nanoTime();
    try {
      Started started = startParts();
      LOG.atInfo()
          .addKeyValue("api", started.apiUrl())
          .addKeyValue("management", started.managementUrl())
          .addKeyValue("redis", started.redis())
          .addKeyValue("model", started.model())
          .addKeyValue("version", Version.current())
          .addKeyValue("startMillis", (System.nanoTime() - begun) / 1_000_000)
          .log("ready");
      return started;
    } catch (StartException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Stops in order: readiness fails, the API takes no more connections and finishes its requests,
   * then Redis is let go. Takes seconds at most; calls after the first do nothing.
   */
  @Override
  public void close() {
    health.stopping();
    parts.close();
  }

  private Started startParts() throws StartException {
    Storage.Place place = Storage.find(settings, parts);
    Metrics metrics = new Metrics();
    parts.add("metrics", metrics::close);
    BackgroundStep<Scorer> loading =
        BackgroundStep.begin("model", () -> Scorer.load(settings, metrics.registry()));
    Vertx vertx = vertx();
    parts.add("event loops", () -> Waiting.forResult(vertx.close()));
    Future<ApiContract> contract = ApiContract.load(vertx);
    // Event loops that are closed under it would make it complain on the error output.
    parts.add("contract", () -> Waiting.forResult(contract.otherwiseEmpty()));
    Scorer scorer = loading.join();
    parts.add("scoring", scorer::close);
    metrics.showVersions(scorer.modelVersion(), Version.current());
    Storage storage = Storage.open(place, vertx, settings, metrics.registry(), clock, parts);
    RedisStore store = storage.store();
    SiteDirectory sites = new SiteDirectory(store.sites());
    People people = People.open(vertx, settings, store, sites, metrics.registry(), clock, parts);
    MadeUpSecrets secrets = firstStart(people, store, sites);
    Upkeep upkeep =
        new Upkeep(
            settings.retention(), settings.measuring(), store, sites, metrics.registry(), clock);
    Moderation moderation =
        Moderation.open(
            settings, scorer, store, sites, upkeep.retention(), metrics.registry(), clock, parts);
    List<PeriodicTask> tasks = new ArrayList<>(moderation.tasks());
    tasks.addAll(people.tasks());
    tasks.addAll(upkeep.tasks());
    watch(vertx, store, sites, tasks, metrics);
    ManagementServer management = openManagement(vertx, metrics);
    Notifications notifications =
        Notifications.open(
            vertx, settings, store, sites, people.sessions(), metrics.registry(), clock, parts);
    ApiServer api =
        openApi(
            vertx,
            contract,
            services(scorer, store, sites, people, moderation, upkeep, notifications, metrics));
    parts.add("event streams", notifications::close);
    LeanHeap.apply();
    health.ready(scorer.modelVersion());
    return new Started(
        settings,
        api.port(),
        management.port(),
        scorer.modelVersion(),
        storage.description(),
        secrets);
  }

  private Vertx vertx() {
    return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.eventLoops()));
  }

  private MadeUpSecrets firstStart(People people, RedisStore store, SiteDirectory sites)
      throws StartException {
    FirstStart firstStart =
        new FirstStart(store.sites(), store.people(), people.passwords(), clock);
    return Waiting.forStart(
        "redis.uri",
        "cannot set the site and the user up",
        firstStart.prepare(settings.firstStart()).compose(secrets -> sites.refresh().map(secrets)));
  }

  private void watch(
      Vertx vertx, RedisStore store, SiteDirectory sites, List<PeriodicTask> tasks, Metrics metrics)
      throws StartException {
    QueueDepth queues = new QueueDepth(store.comments()::queueDepth, metrics.registry());
    tasks.addAll(
        List.of(
            new PeriodicTask("sites", SITES_PAUSE, sites::refresh),
            new PeriodicTask(
                "queues",
                QUEUE_PAUSE,
                () -> queues.refresh(sites.sites().stream().map(Site::id).toList())),
            new PeriodicTask("store", STORE_WATCH_PAUSE, () -> watchStore(store))));
    for (PeriodicTask task : tasks) {
      deploy(vertx, "redis.uri", "cannot watch it", () -> task, 1);
    }
    watchStore(store);
    deploy(
        vertx,
        "server.eventLoops",
        "cannot measure them",
        EventLoopLag.forEachLoop(metrics.registry()),
        settings.eventLoops());
  }

  private Future<Void> watchStore(RedisStore store) {
    health.watchStore(store::isUp);
    return Future.succeededFuture();
  }

  private ManagementServer openManagement(Vertx vertx, Metrics metrics) throws StartException {
    ManagementSettings where = settings.management();
    ManagementServer server = new ManagementServer(where, metrics.registry(), health);
    deploy(vertx, "management.port", listening(where.host(), where.port()), () -> server, 1);
    return server;
  }

  private ApiServices services(
      Scorer scorer,
      RedisStore store,
      SiteDirectory sites,
      People people,
      Moderation moderation,
      Upkeep upkeep,
      Notifications notifications,
      Metrics metrics)
      throws StartException {
    Forms forms = new Forms(settings, store, sites, people, moderation, metrics, clock);
    return new ApiServices(
        sites,
        people.sessions(),
        people.usage(),
        people.addresses(),
        () ->
            Stream.of(
                    new V1Operations(moderation.pipeline()::judge, scorer, store.comments(), clock)
                        .all(settings.server().limits()),
                    people.operations(),
                    forms.operations(),
                    scorer.operations(),
                    moderation.operations(),
                    upkeep.operations(people.origins()),
                    notifications.operations(people.origins()))
                .flatMap(List::stream)
                .toList(),
        Protocols.open(settings, scorer, store, moderation, forms, clock)::all,
        metrics.registry(),
        clock);
  }

  private ApiServer openApi(Vertx vertx, Future<ApiContract> contract, ApiServices services)
      throws StartException {
    HttpSettings where = settings.server();
    ApiServer api =
        Waiting.forStart(
            "server.port",
            listening(where.host(), where.port()),
            contract.compose(
                loaded -> ApiServer.start(vertx, loaded, where, settings.eventLoops(), services)));
    parts.add("API", () -> Waiting.forResult(api.stop()));
    return api;
  }

  private static String listening(String host, int port) {
    return "cannot listen on " + host + ":" + port;
  }

  private void deploy(
      Vertx vertx, String setting, String step, Supplier<? extends Deployable> part, int instances)
      throws StartException {
    String id =
        Waiting.forStart(
            setting,
            step,
            vertx.deployVerticle(part, new DeploymentOptions().setInstances(instances)));
    parts.add(setting, () -> Waiting.forResult(vertx.undeploy(id)));
  }
}
