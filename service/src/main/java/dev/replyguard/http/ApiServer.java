package dev.replyguard.http;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.config.HttpSettings;
import dev.replyguard.http.console.ConsolePages;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The API port, open from {@link #start} to {@link #stop}. */
public final class ApiServer {
  /** How long requests in progress may take to end once the port is closed. */
  public static final Duration DRAIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private ApiServer(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /**
   * Opens the port on that many event loops.
   *
   * @return the server; fails where the port is in use, or where the contract and the operations do
   *     not fit together
   */
  public static Future<ApiServer> start(
      Vertx vertx, HttpSettings settings, int eventLoops, ApiServices services) {
    return ApiContract.load(vertx)
        .compose(contract -> start(vertx, contract, settings, eventLoops, services));
  }

  /** As the other, with a contract that has been loaded before. */
  public static Future<ApiServer> start(
      Vertx vertx,
      ApiContract contract,
      HttpSettings settings,
      int eventLoops,
      ApiServices services) {
    HttpLimits limits = settings.limits();
    Admission admission = new Admission(limits.concurrentRequests());
    Admission connections = new Admission(limits.connections());
    HttpMetrics metrics = new HttpMetrics(services.registry(), admission, connections);
    SiteQuota quota = new SiteQuota(limits.siteRequestsPerSecond(), System::nanoTime);
    AtomicInteger port = new AtomicInteger();
    Future<DocsPages> docs = DocsPages.load(vertx, contract);
    Future<ConsolePages> console = ConsolePages.load(vertx);
    return Future.all(docs, console)
        .map(
            pages ->
                new Parts(
                    settings,
                    services,
                    contract,
                    docs.result(),
                    console.result(),
                    admission,
                    connections,
                    metrics,
                    quota,
                    port))
        .compose(
            parts ->
                vertx.deployVerticle(
                    () -> new ApiVerticle(parts), new DeploymentOptions().setInstances(eventLoops)))
        .map(deployment -> new ApiServer(vertx, deployment, port.get()));
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /**
   * Closes the port to new requests, waits up to {@link #DRAIN} for those in progress, then closes
   * every connection.
   */
  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  /** What all event loops have in common. */
  record Parts(
      HttpSettings settings,
      ApiServices services,
      ApiContract contract,
      DocsPages docs,
      ConsolePages console,
      Admission admission,
      Admission connections,
      HttpMetrics metrics,
      SiteQuota quota,
      AtomicInteger port) {

    void listeningOn(int actualPort) {
      port.set(actualPort);
    }
  }
}
