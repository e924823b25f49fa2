package dev.replyguard.redis;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A container; its host port is fixed, so that it is the same after a restart.
 *
 * <p>The image is {@code redis:7-bookworm}, or what the system property {@code
 * replyguard.test.redis.image} or the variable {@code REPLYGUARD_TEST_REDIS_IMAGE} says; one that
 * is there already is not pulled.
 */
final class ContainerRedis implements TestRedis {
  private static final String PASSWORD = "container";
  private static final int PORT = 6379;
  private static final String READY = ".*Ready to accept connections.*\\n";

  private final GenericContainer<?> container;
  private final DockerClient docker = DockerClientFactory.lazyClient();
  private final int port = FreePort.next();
  private final RawCommands raw;

  private ContainerRedis(String image) {
    HostConfig host =
        HostConfig.newHostConfig()
            .withPortBindings(
                new PortBinding(
                    Ports.Binding.bindIpAndPort("127.0.0.1", port), new ExposedPort(PORT)));
    this.container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(PORT)
            .withCreateContainerCmdModifier(create -> create.withHostConfig(host))
            .withCommand(
                "redis-server",
                "--requirepass",
                PASSWORD,
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "",
                "--bind",
                "0.0.0.0")
            .waitingFor(Wait.forLogMessage(READY, 1).withStartupTimeout(Duration.ofSeconds(30)));
    container.start();
    this.raw = new RawCommands(uri());
  }

  static TestRedis open() {
    String image =
        Objects.requireNonNullElse(
            RedisExtension.setting("replyguard.test.redis.image", "REPLYGUARD_TEST_REDIS_IMAGE"),
            "redis:7-bookworm");
    return new ContainerRedis(image);
  }

  @Override
  public String uri() {
    return "redis://:" + PASSWORD + "@" + container.getHost() + ":" + port;
  }

  @Override
  public String description() {
    return "container "
        + container.getContainerId().substring(0, 12)
        + " of "
        + container.getDockerImageName();
  }

  @Override
  public void pause() {
    docker.pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    if (isPaused()) {
      docker.unpauseContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void kill() {
    resume();
    docker.killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
    awaitEnd();
  }

  @Override
  public void stop() {
    docker.stopContainerCmd(container.getContainerId()).withTimeout(20).exec();
    awaitEnd();
  }

  @Override
  public void start() {
    docker.startContainerCmd(container.getContainerId()).exec();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(() -> raw.run("PING").equals(List.of("PONG")));
  }

  @Override
  public boolean isRunning() {
    return Boolean.TRUE.equals(
        docker.inspectContainerCmd(container.getContainerId()).exec().getState().getRunning());
  }

  private boolean isPaused() {
    return Boolean.TRUE.equals(
        docker.inspectContainerCmd(container.getContainerId()).exec().getState().getPaused());
  }

  private void awaitEnd() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isRunning());
  }

  @Override
  public List<String> command(String... words) {
    return raw.run(words);
  }

  @Override
  public void close() {
    resume();
    raw.close();
    container.stop();
  }
}
