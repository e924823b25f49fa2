package dev.replyguard.events;

import static dev.replyguard.events.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.replyguard.domain.Webhook;
import dev.replyguard.events.Instances.Instance;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Origin;
import dev.replyguard.store.redis.StoredSite;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RedisExtension.class)
class WebhookTargetsIT {
  private final StoredSite site;
  private final Instances instances;
  private final Receiver receiver = new Receiver();

  WebhookTargetsIT(TestRedis redis) {
    site = new StoredSite(redis);
    instances = new Instances(site);
  }

  @AfterEach
  void close() {
    instances.close();
    site.close();
    receiver.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/",
        "https://0.0.0.0/"
      })
  void addressThatIsNotPublic_isRefused(String url) {
    assertThatThrownBy(() -> added(instances.start(), url))
        .isInstanceOf(Webhooks.UnusableUrlException.class)
        .hasMessage("a public host expected: the operator does not allow where this one leads to");
  }

  @Test
  void plainHttpToAPublicHost_isRefused() {
    instances.resolver(host -> Future.succeededFuture(List.of(address("1.2.3.4"))));

    assertThatThrownBy(() -> added(instances.start(), "http://news.example/hook"))
        .hasMessage("https expected: plain http is for networks that the operator allows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://news.example/hook         | an address such as https://www.example.org/hooks expected
          news.example                    | an address such as https://www.example.org/hooks expected
          https:///hook                   | an address such as https://www.example.org/hooks expected
          https://news .example/          | an address such as https://www.example.org/hooks expected
          https://ada:secret@news.example | an address without user, password and fragment expected
          https://news.example/#part      | an address without user, password and fragment expected
          https://news.example:70000/     | a port of 1 to 65,535 expected
          """)
  void addressThatIsNone_isRefused(String url, String message) {
    assertThatThrownBy(() -> added(instances.start(), url)).hasMessage(message);
  }

  @Test
  void hostWithoutAddress_isRefused() {
    instances.resolver(host -> Future.failedFuture(new UnknownHostException(host)));

    assertThatThrownBy(() -> added(instances.start(), "https://nowhere.example/"))
        .hasMessage("a host with an address expected");
  }

  @Test
  void networkThatIsAllowed_isAllThatIs() {
    Instance instance = instances.start("127.0.0.1/32");

    assertThat(added(instance, receiver.url()).url()).isEqualTo(receiver.url());
    assertThatThrownBy(() -> added(instance, "http://127.0.0.2:" + receiver.port()))
        .isInstanceOf(Webhooks.UnusableUrlException.class);
  }

  @Test
  void nameThatLeadsElsewhereLater_isRefusedWhenItIsConnectedTo() {
    AtomicInteger asked = new AtomicInteger();
    instances.resolver(
        host ->
            Future.succeededFuture(
                List.of(address(asked.getAndIncrement() == 0 ? "1.2.3.4" : "127.0.0.1"))));
    Instance instance = instances.start();
    Webhook hook = added(instance, "https://news.example:" + receiver.port() + "/hook");

    site.judge("c1");

    await("an attempt has failed")
        .atMost(Duration.ofSeconds(30))
        .until(() -> await(site.store().webhooks().state(hook)).failures() == 1);
    assertThat(await(site.store().webhooks().state(hook)).lastError())
        .isEqualTo("a public host expected: the operator does not allow where this one leads to");
    assertThat(receiver.posts()).isEmpty();
  }

  @Test
  void ofSeveralAddresses_onlyThoseThatMayBeConnectedToAre() {
    instances.resolver(
        host -> Future.succeededFuture(List.of(address("10.9.9.9"), address("127.0.0.1"))));
    Instance instance = instances.start("127.0.0.1");
    Webhook hook = added(instance, "http://news.example:" + receiver.port() + "/hook");

    assertThat(await(instance.webhooks().test(hook)).isTaken()).isTrue();
    assertThat(receiver.posts().get(0).headers())
        .containsEntry("host", "news.example:" + receiver.port());
  }

  @Test
  void certificate_mustBeForTheHostThatWasAskedFor(@TempDir Path directory) throws Exception {
    PfxOptions store = certificate(directory, "news.example");
    instances.tls(new HttpClientOptions().setTrustOptions(store));
    instances.resolver(host -> Future.succeededFuture(List.of(address("127.0.0.1"))));
    Instance instance = instances.start("127.0.0.1");
    try (Receiver secure =
        new Receiver(new HttpServerOptions().setSsl(true).setKeyCertOptions(store))) {
      Webhook right = added(instance, "https://news.example:" + secure.port() + "/hook");
      Webhook wrong = added(instance, "https://other.example:" + secure.port() + "/hook");

      assertThat(await(instance.webhooks().test(right)).attempt().error()).isNull();
      assertThat(await(instance.webhooks().test(wrong)).attempt().error())
          .isEqualTo("no trusted TLS connection");
    }
  }

  private static PfxOptions certificate(Path directory, String host) throws Exception {
    Path file = directory.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "of-tests")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return new PfxOptions().setPath(file.toString()).setPassword("of-tests");
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Webhook added(Instance instance, String url) {
    return await(instance.webhooks().add(Origin.SET_UP, "demo", url, Webhook.ALL_TYPES))
        .orElseThrow();
  }
}
