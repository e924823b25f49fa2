package dev.replyguard.events;

import static dev.replyguard.events.Receiver.await;
import static dev.replyguard.events.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import dev.replyguard.events.Instances.Instance;
import dev.replyguard.events.Receiver.Post;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.Origin;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import dev.replyguard.store.redis.StoredSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class WebhookDeliveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StoredSite site;
  private final WebhookStore store;
  private final Instances instances;
  private final Receiver receiver = new Receiver();

  WebhookDeliveryIT(TestRedis redis) {
    site = new StoredSite(redis);
    store = site.store().webhooks();
    instances = new Instances(site);
  }

  @AfterEach
  void close() {
    instances.close();
    site.close();
    receiver.close();
  }

  @Test
  void event_isPostedOnce_signedWithTheSecret() {
    Webhook hook = added(instances.start("127.0.0.1"), receiver.url());

    site.judge("c1");

    awaitPosts(1);
    Post post = receiver.posts().get(0);
    EventId id = await(site.store().events().latest("demo"));
    assertThat(post.path()).isEqualTo("/hook");
    assertThat(post.json().getString("id")).isEqualTo(id.toString());
    assertThat(post.told()).isEqualTo("c1 comment.judged");
    assertThat(post.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", "demo_" + id)
        .containsEntry("webhook-timestamp", Long.toString(site.clock().instant().getEpochSecond()))
        .containsEntry("webhook-signature", signature(hook, post));
    awaitState(hook, "it is delivered", state -> state.delivered() == 1 && state.pending() == 0);
    assertThat(receiver.posts()).hasSize(1);
  }

  @Test
  void eventsOfOneComment_keepTheirOrder_whileTheReceiverFailsAndTakesItsTime() {
    Webhook hook = added(instances.start("127.0.0.1"), receiver.url());
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    receiver.answers(
        (post, request) -> {
          int status = random.nextInt(4) == 0 ? 500 : 200;
          receiver.later(random.nextInt(20), () -> request.response().setStatusCode(status).end());
        });

    for (int i = 0; i < 30; i++) {
      site.judge("c" + i);
      site.approve("c" + i);
    }

    awaitState(
        hook,
        "all are delivered",
        state -> {
          site.letPass(Duration.ofSeconds(5)); // some fail several times in a row
          return state.delivered() == 60;
        });
    assertInOrder(30);
  }

  @Test
  void twoInstances_eachEventIsSentOnce_andNoCommentsOrderIsBroken() {
    Instance first = instances.start("127.0.0.1");
    instances.start("127.0.0.1");
    Webhook hook = added(first, receiver.url());
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    receiver.answers(
        (post, request) ->
            receiver.later(random.nextInt(10), () -> request.response().setStatusCode(200).end()));

    for (int i = 0; i < 60; i++) {
      site.judge("c" + i);
      site.approve("c" + i);
    }

    awaitState(hook, "all are delivered", state -> state.delivered() == 120);
    assertInOrder(60);
    assertThat(receiver.posts()).hasSize(120);
  }

  @Test
  void instanceThatDiesWithAnEventInHand_anotherSendsItOnceTheLeaseHasEnded() {
    Instance instance = instances.start("127.0.0.1");
    Webhook hook = added(instance, receiver.url());
    await(instance.vertx().undeploy(instance.deployment()));
    site.judge("c1");
    Delivery inHand = await(store.take(hook, Instances.TIMING.lease(), 1)).get(0);

    instances.start("127.0.0.1");
    site.judge("c2");

    awaitPosts(1);
    assertThat(receiver.told()).containsExactly("c2 comment.judged");
    site.letPass(Instances.TIMING.lease());
    awaitPosts(2);
    assertThat(receiver.posts().get(1).json().getString("id"))
        .isEqualTo(inHand.event().id().toString());
  }

  @Test
  void notTaken_isTriedAgainLater_andLogged() {
    receiver.answers(status(500));
    Webhook hook = added(instances.start("127.0.0.1"), receiver.url());
    site.judge("c1");
    awaitState(hook, "an attempt has failed", state -> state.failures() == 1);

    receiver.answers(status(200));
    site.letPass(Duration.ofSeconds(10));

    awaitState(hook, "it is delivered", state -> state.delivered() == 1);
    List<LoggedAttempt> log = await(store.log("demo", hook.id(), 10));
    assertThat(log).extracting(LoggedAttempt::number).containsExactly(2, 1);
    assertThat(log)
        .extracting(logged -> logged.attempt().error())
        .containsExactly(null, "HTTP status 500");
    assertThat(receiver.posts())
        .extracting(post -> post.header("webhook-id"))
        .containsOnly("demo_" + log.get(0).event());
  }

  @Test
  void retryAfter_isHeeded() {
    receiver.answers(
        (post, request) ->
            request.response().setStatusCode(429).putHeader("Retry-After", "600").end());
    Webhook hook = added(instances.start("127.0.0.1"), receiver.url());
    site.judge("c1");
    awaitState(hook, "an attempt has failed", state -> state.failures() == 1);
    receiver.answers(status(200));

    site.letPass(Duration.ofSeconds(599));
    site.judge("c2");
    awaitPosts(2);
    assertThat(receiver.told()).containsExactly("c1 comment.judged", "c2 comment.judged");
    site.letPass(Duration.ofSeconds(1));

    awaitPosts(3);
  }

  @Test
  void notTakenForThreeDays_isGivenUp_theNextOneGoes_andItIsSentAgainOnDemand() {
    receiver.answers(
        (post, request) ->
            request.response().setStatusCode(post.told().endsWith("judged") ? 503 : 200).end());
    Webhook hook = added(instances.start("127.0.0.1"), receiver.url());
    Instant begin = site.clock().instant();
    site.judge("c1");
    site.approve("c1");

    awaitState(
        hook,
        "it is given up",
        state -> {
          if (state.dead() == 0 && receiver.posts().size() == state.failures()) {
            site.letPass(Duration.ofMinutes(30));
          }
          return state.dead() == 1 && state.delivered() == 1;
        });

    DeadLetter letter = await(store.deadLetters("demo", hook.id(), 10)).get(0);
    assertThat(letter.error()).isEqualTo("HTTP status 503");
    assertThat(letter.attempts()).isBetween(20, 40);
    assertThat(Duration.between(begin, letter.at()))
        .isBetween(Duration.ofHours(60), Duration.ofHours(73));
    assertThat(receiver.told().get(receiver.told().size() - 1)).isEqualTo("c1 comment.decided");
    receiver.answers(status(200));
    assertThat(await(instances.start("127.0.0.1").webhooks().redeliverDead("demo", hook.id())))
        .contains(1);
    awaitState(hook, "both are delivered", state -> state.delivered() == 2 && state.dead() == 0);
  }

  @Test
  void rotatedSecret_bothSignForAWhile_thenTheNewOneAlone() {
    Instance instance = instances.start("127.0.0.1");
    Webhook before = added(instance, receiver.url());
    Webhook after =
        await(instance.webhooks().rotate(Origin.SET_UP, "demo", before.id(), Duration.ofHours(1)))
            .orElseThrow();
    site.letPass(Duration.ofMillis(1));

    assertThat(await(instance.webhooks().test(after)).isTaken()).isTrue();
    Post post = receiver.posts().get(0);
    String both = post.header("webhook-signature");
    assertThat(both.split(" ")).hasSize(2).contains(signature(before, post));
    site.letPass(Duration.ofHours(1));

    await(instance.webhooks().test(after));
    assertThat(receiver.posts().get(1).header("webhook-signature").split(" ")).hasSize(1);
  }

  @Test
  void redirect_isNotFollowed() {
    receiver.answers(
        (post, request) ->
            request
                .response()
                .setStatusCode(307)
                .putHeader("Location", receiver.url() + "/elsewhere")
                .end());
    Instance instance = instances.start("127.0.0.1");

    WebhookExchange exchange = await(instance.webhooks().test(added(instance, receiver.url())));

    assertThat(exchange.attempt().error()).isEqualTo("HTTP status 307: redirects are not followed");
    assertThat(receiver.posts()).extracting(Post::path).containsExactly("/hook");
  }

  @Test
  void receiverThatIsSlow_costsItsTime_andHoldsUpNobodyElse() {
    Receiver slow = new Receiver();
    slow.answers((post, request) -> {});
    Instance instance = instances.startHasty("127.0.0.1");
    Webhook held = added(instance, slow.url());
    added(instance, receiver.url());

    for (int i = 0; i < 20; i++) {
      site.judge("c" + i);
    }

    awaitPosts(20);
    awaitState(held, "attempts have failed", state -> state.failures() >= 8);
    assertThat(await(store.state(held)).lastError()).isEqualTo("no answer within 1 s");
    slow.close();
  }

  @Test
  void receiverThatHangsUp_orIsNotThere_isTriedAgain() {
    receiver.answers((post, request) -> request.connection().close());
    Instance instance = instances.start("127.0.0.1");
    Webhook hook = added(instance, receiver.url());
    Receiver gone = new Receiver();
    Webhook nowhere = added(instance, gone.url());
    gone.close();

    assertThat(await(instance.webhooks().test(hook)).attempt().error())
        .isEqualTo("the connection was closed before an answer came");
    assertThat(await(instance.webhooks().test(nowhere)).attempt().error())
        .isEqualTo("no connection");
  }

  @Test
  void answerWithoutEnd_isCutOff_andItsStatusCounts() {
    receiver.answers(
        (post, request) -> {
          request.response().setChunked(true).setStatusCode(200);
          flood(request);
        });
    Instance instance = instances.start("127.0.0.1");

    WebhookExchange exchange = await(instance.webhooks().test(added(instance, receiver.url())));

    assertThat(exchange.isTaken()).isTrue();
    assertThat(exchange.answer()).hasSize(2_000);
  }

  @Test
  void stopped_whatIsUnderWayMayEnd_andIsNotSentAgain() {
    receiver.answers(
        (post, request) -> receiver.later(500, () -> request.response().setStatusCode(200).end()));
    Instance instance = instances.start("127.0.0.1");
    Webhook hook = added(instance, receiver.url());
    site.judge("c1");
    awaitPosts(1);

    instance.stop();

    assertThat(await(store.state(hook)).delivered()).isEqualTo(1);
    assertThat(await(store.state(hook)).pending()).isZero();
  }

  @Test
  void stopped_whatDoesNotEnd_isGivenBack_andAnotherSendsItAtOnce() {
    receiver.answers((post, request) -> {});
    Instance instance = instances.start("127.0.0.1");
    Webhook hook = added(instance, receiver.url());
    site.judge("c1");
    awaitPosts(1);

    instance.stop();
    receiver.answers(status(200));
    instances.start("127.0.0.1");

    awaitState(hook, "it is delivered", state -> state.delivered() == 1);
    assertThat(await(store.state(hook)).failures()).isZero();
    assertThat(receiver.told()).containsExactly("c1 comment.judged", "c1 comment.judged");
  }

  private static void flood(HttpServerRequest request) {
    request.response().write("x".repeat(10_000)).onSuccess(written -> flood(request));
  }

  private Webhook added(Instance instance, String url) {
    return await(instance.webhooks().add(Origin.SET_UP, "demo", url, Webhook.ALL_TYPES))
        .orElseThrow();
  }

  private void awaitPosts(int count) {
    await(count + " posts").atMost(PATIENCE).until(() -> receiver.posts().size() >= count);
  }

  private void awaitState(Webhook hook, String what, Predicate<WebhookState> condition) {
    await(what).atMost(PATIENCE).until(() -> condition.test(await(store.state(hook))));
  }

  /** Of each comment, judged before decided, however often either was sent. */
  private void assertInOrder(int comments) {
    Map<String, List<String>> sent = new HashMap<>();
    for (Post post : receiver.posts()) {
      List<String> types =
          sent.computeIfAbsent(post.json().getString("comment"), id -> new ArrayList<>());
      String type = post.json().getString("type");
      if (types.isEmpty() || !types.get(types.size() - 1).equals(type)) {
        types.add(type);
      }
    }
    assertThat(sent).hasSize(comments);
    assertThat(sent)
        .allSatisfy(
            (id, types) -> assertThat(types).containsExactly("comment.judged", "comment.decided"));
  }

  private static String signature(Webhook hook, Post post) {
    return WebhookSignature.of(
        List.of(hook.secrets().get(0).key()),
        post.header("webhook-id"),
        Instant.ofEpochSecond(Long.parseLong(post.header("webhook-timestamp"))),
        post.body());
  }
}
