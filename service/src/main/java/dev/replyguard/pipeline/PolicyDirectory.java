package dev.replyguard.pipeline;

import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.model.Label;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.policy.InvalidPolicyException;
import dev.replyguard.pipeline.policy.PolicyReader;
import dev.replyguard.pipeline.policy.PolicyVersions;
import dev.replyguard.pipeline.policy.RecommendedPolicy;
import dev.replyguard.pipeline.rules.DomainLists;
import dev.replyguard.store.PolicyStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy of every site, compiled, in memory: a look-up costs nothing, and while the store is
 * away the last policy holds. {@link #refresh} asks for newer versions, and is called every second;
 * a version stored through this process holds at once. Compiling is left to workers.
 *
 * <p>A stored version that cannot be used, written by a newer service perhaps, leaves the last one
 * in force, is logged and counted. Safe for use by every thread.
 */
public final class PolicyDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyDirectory.class);

  private final PolicyStore store;
  private final WorkerPool workers;
  private final Map<Label, LabelThresholds> recommended;
  private final DomainLists lists;
  private final CompiledPolicy standard;
  private final Map<String, CompiledPolicy> policies = new ConcurrentHashMap<>();
  private final Map<String, Integer> unusable = new ConcurrentHashMap<>();
  private final Timer compiling;
  private final Counter failures;

  /**
   * A directory in which every site has the policy that the model recommends.
   *
   * @param recommended the model's thresholds, for every label
   * @param lists the domains that hold for all sites
   */
  public PolicyDirectory(
      PolicyStore store,
      WorkerPool workers,
      Map<Label, LabelThresholds> recommended,
      DomainLists lists,
      MeterRegistry registry) {
    this.store = store;
    this.workers = workers;
    this.recommended = recommended;
    this.lists = lists;
    this.standard = RecommendedPolicy.compile(recommended, lists);
    this.compiling =
        Timer.builder("replyguard.policy.compile")
            .description("Checking and compiling one policy")
            .register(registry);
    this.failures =
        Counter.builder("replyguard.policy.unusable")
            .description("Stored policy versions that could not be used")
            .register(registry);
  }

  /** The policy in force. */
  public CompiledPolicy of(String site) {
    return policies.getOrDefault(site, standard);
  }

  /** The policy of sites that have none of their own. */
  public CompiledPolicy standard() {
    return standard;
  }

  /** Takes over newer versions of these sites' policies; fails where the store cannot be asked. */
  public Future<Void> refresh(Collection<String> sites) {
    List<Future<Void>> all = sites.stream().map(this::refresh).toList();
    return Future.join(all).mapEmpty();
  }

  /** As the other, of one site. */
  public Future<Void> refresh(String site) {
    return store
        .current(site)
        .compose(
            number ->
                number <= of(site).number() || number.equals(unusable.get(site))
                    ? Future.succeededFuture()
                    : load(site, number));
  }

  private Future<Void> load(String site, int number) {
    return store
        .find(site, number)
        .compose(
            stored ->
                stored.isPresent()
                    ? use(site, number, stored.get().source(), stored.get().format())
                    : Future.succeededFuture());
  }

  private Future<Void> use(String site, int number, String source, PolicyFormat format) {
    return workers
        .submit(givenUp -> compile(PolicyVersions.of(number, source), number, source, format))
        .onSuccess(compiled -> take(site, compiled))
        .<Void>mapEmpty()
        .recover(failure -> refused(site, number, failure));
  }

  private Future<Void> refused(String site, int number, Throwable failure) {
    if (!(failure instanceof InvalidPolicyException)) {
      return Future.failedFuture(failure);
    }
    unusable.put(site, number);
    failures.increment();
    LOG.error(
        "site {}: policy version {} cannot be used, {} stays in force: {}",
        site,
        number,
        of(site).version(),
        failure.getMessage());
    return Future.succeededFuture();
  }

  /** Puts a version in force, unless a later one is. */
  void take(String site, CompiledPolicy compiled) {
    policies.merge(site, compiled, (old, latest) -> latest.number() >= old.number() ? latest : old);
  }

  /**
   * Checks a document and compiles it; takes its time.
   *
   * @throws InvalidPolicyException naming every field that is wrong
   */
  public CompiledPolicy compile(String version, int number, String source, PolicyFormat format) {
    long start = System.nanoTime();
    PolicyDocument document = PolicyReader.read(source, format);
    CompiledPolicy compiled = CompiledPolicy.compile(version, number, document, recommended, lists);
    compiling.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return compiled;
  }

  /** The thresholds that the model recommends. */
  public Map<Label, LabelThresholds> recommended() {
    return recommended;
  }
}
