package dev.replyguard.redis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.testcontainers.DockerClientFactory;

/**
 * Gives a test class a real Redis of its own, as a parameter of type {@link TestRedis}: from a
 * container where a Docker engine runs, else from the bundled binary. It is empty before each test,
 * and running again after one that paused or ended it.
 *
 * <p>The system property {@code replyguard.test.redis} or the environment variable {@code
 * REPLYGUARD_TEST_REDIS} forces one: {@code container}, {@code bundled}, {@code cluster} or {@code
 * sentinel}; the last two are several servers of the bundled binary. A forced container that cannot
 * be had fails the tests.
 */
public final class RedisExtension
    implements TestInstancePreConstructCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RedisExtension.class);

  private enum Source {
    CONTAINER,
    BUNDLED,
    CLUSTER,
    SENTINEL,
    WHAT_THERE_IS
  }

  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    TestRedis redis = redis(context);
    redis.command("FLUSHALL");
    redis.command("SCRIPT", "FLUSH");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestRedis redis = redis(context);
    if (!redis.isRunning()) {
      redis.start();
    }
    redis.resume();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestRedis.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return redis(context);
  }

  private static TestRedis redis(ExtensionContext context) {
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent()) {
      owner = owner.getParent().orElseThrow();
    }
    return owner
        .getStore(NAMESPACE)
        .computeIfAbsent(TestRedis.class, key -> started(), TestRedis.class);
  }

  private static TestRedis started() {
    TestRedis redis = open();
    System.out.println("Redis for tests: " + redis.description());
    return redis;
  }

  private static TestRedis open() {
    return switch (source()) {
      case CONTAINER -> ContainerRedis.open();
      case BUNDLED -> BundledRedis.open();
      case CLUSTER -> ReplicatedRedis.cluster();
      case SENTINEL -> ReplicatedRedis.sentinel();
      case WHAT_THERE_IS -> dockerRuns() ? containerElseBundled() : BundledRedis.open();
    };
  }

  private static TestRedis containerElseBundled() {
    try {
      return ContainerRedis.open();
    } catch (RuntimeException e) {
      System.out.println("No Redis container, though a Docker engine runs: " + e);
      return BundledRedis.open();
    }
  }

  private static boolean dockerRuns() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  private static Source source() {
    String forced = setting("replyguard.test.redis", "REPLYGUARD_TEST_REDIS");
    return forced == null
        ? Source.WHAT_THERE_IS
        : switch (forced.toLowerCase(Locale.ROOT)) {
          case "container" -> Source.CONTAINER;
          case "bundled" -> Source.BUNDLED;
          case "cluster" -> Source.CLUSTER;
          case "sentinel" -> Source.SENTINEL;
          default ->
              throw new IllegalArgumentException(
                  "replyguard.test.redis: container, bundled, cluster or sentinel expected, got "
                      + forced);
        };
  }

  static @Nullable String setting(String property, String variable) {
    String value = System.getProperty(property, System.getenv(variable));
    return value == null || value.isBlank() ? null : value;
  }
}
