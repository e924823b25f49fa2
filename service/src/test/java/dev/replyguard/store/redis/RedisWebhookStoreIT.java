package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.get;
import static dev.replyguard.store.redis.WaitingComments.ADA;
import static dev.replyguard.store.redis.WaitingComments.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Webhook;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.Attempt;
import dev.replyguard.store.DeadLetter;
import dev.replyguard.store.Delivery;
import dev.replyguard.store.LoggedAttempt;
import dev.replyguard.store.LoggedAttempt.Outcome;
import dev.replyguard.store.Origin;
import dev.replyguard.store.WebhookState;
import dev.replyguard.store.WebhookStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisWebhookStoreIT {
  private static final Origin BY = Origin.SET_UP;
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Webhook HOOK = webhook("hook1");
  private static final Attempt TAKEN = new Attempt(Stores.NOW, Duration.ofMillis(12), 204, null);

  private final TestRedis redis;
  private final Stores stores = new Stores();
  private final RedisStore store;
  private final WebhookStore webhooks;
  private final WaitingComments waiting;

  RedisWebhookStoreIT(TestRedis redis) {
    this.redis = redis;
    this.store = stores.open(redis.uri());
    this.webhooks = store.webhooks();
    this.waiting = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void add_found_rotated_removed() {
    assertThat(get(webhooks.add(BY, HOOK))).isTrue();
    assertThat(get(webhooks.of(SITE))).containsExactly(HOOK);
    Webhook rotated = HOOK.rotated("bmV3", Stores.NOW.plus(Duration.ofHours(24)));

    assertThat(get(webhooks.change(BY, "webhookChanged", SITE, "hook1", hook -> rotated)))
        .contains(rotated);
    assertThat(get(webhooks.find(SITE, "hook1"))).contains(rotated);
    assertThat(rotated.keysAt(Stores.NOW)).containsExactly("bmV3", "b2xk");
    assertThat(rotated.keysAt(Stores.NOW.plus(Duration.ofHours(24)))).containsExactly("bmV3");
    assertThat(get(webhooks.remove(BY, SITE, "hook1"))).isTrue();
    assertThat(get(webhooks.remove(BY, SITE, "hook1"))).isFalse();
    assertThat(get(webhooks.change(BY, "webhookChanged", SITE, "hook1", hook -> rotated)))
        .isEmpty();
    assertThat(get(webhooks.find(SITE, "hook1"))).isEmpty();
  }

  @Test
  void add_moreThanASiteMayHave_isRefused() {
    for (int i = 0; i < Webhook.MAX_OF_A_SITE; i++) {
      assertThat(get(webhooks.add(BY, webhook("hook" + i)))).isTrue();
    }

    assertThat(get(webhooks.add(BY, webhook("more")))).isFalse();
    assertThat(get(webhooks.of(SITE))).hasSize(Webhook.MAX_OF_A_SITE);
  }

  @Test
  void event_isPutDownForEveryWebhookThatIsThere() {
    waiting.held("before", 0.7f);
    get(webhooks.add(BY, HOOK));
    get(webhooks.add(BY, webhook("hook2")));

    waiting.held("c1", 0.7f);

    Delivery delivery = take(10).get(0);
    assertThat(delivery.event())
        .isEqualTo(get(store.events().after(SITE, EventId.START, 10)).get(1));
    assertThat(delivery.attempt()).isEqualTo(1);
    assertThat(delivery.firstAttempt()).isEqualTo(Stores.NOW);
    assertThat(get(webhooks.take(webhook("hook2"), LEASE, 10))).hasSize(1);
    assertThat(get(webhooks.take(webhook("none"), LEASE, 10))).isEmpty();
  }

  @Test
  void eventsOfOneComment_areTakenOneAfterTheOther() {
    get(webhooks.add(BY, HOOK));
    RecordedComment comment = waiting.held("c1", 0.7f);
    decide(comment);
    waiting.held("c2", 0.7f);

    List<Delivery> first = take(10);
    assertThat(told(first)).containsExactly("c1 comment.judged", "c2 comment.judged");
    get(webhooks.delivered(HOOK, first.get(0), TAKEN));

    assertThat(told(take(10))).containsExactly("c1 comment.decided");
    assertThat(take(10)).isEmpty();
    assertThat(state().pending()).isEqualTo(2);
    assertThat(state().delivered()).isEqualTo(1);
  }

  @Test
  void instancesThatRace_takeEachEventOnce() {
    get(webhooks.add(BY, HOOK));
    for (int i = 0; i < 200; i++) {
      waiting.held("c" + i, 0.7f);
    }
    WebhookStore other = stores.open(redis.uri()).webhooks();
    List<Future<List<Delivery>>> racing = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      racing.add((i % 2 == 0 ? webhooks : other).take(HOOK, LEASE, 7));
    }

    List<Delivery> taken = racing.stream().flatMap(asked -> get(asked).stream()).toList();

    assertThat(taken).hasSize(200).extracting(Delivery::event).doesNotHaveDuplicates();
  }

  @Test
  void leaseEnds_nothingWasSaid_eventIsTakenAgain_andSettledOnce() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);
    Delivery first = take(10).get(0);
    stores.letPass(LEASE);

    Delivery second = take(10).get(0);

    assertThat(second.event()).isEqualTo(first.event());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.firstAttempt()).isEqualTo(first.firstAttempt());
    get(webhooks.delivered(HOOK, second, TAKEN));
    get(webhooks.giveUp(HOOK, first, failed("too late")));
    assertThat(state().delivered()).isEqualTo(1);
    assertThat(state().dead()).isZero();
  }

  @Test
  void retry_waitsItsTime_andLaterEventsOfTheCommentWithIt() {
    get(webhooks.add(BY, HOOK));
    decide(waiting.held("c1", 0.7f));
    Delivery delivery = take(10).get(0);

    get(
        webhooks.retry(
            HOOK, delivery, failed("HTTP status 500"), Stores.NOW.plus(Duration.ofMinutes(1))));

    stores.letPass(Duration.ofSeconds(59));
    assertThat(take(10)).isEmpty();
    stores.letPass(Duration.ofSeconds(1));
    assertThat(told(take(10))).containsExactly("c1 comment.judged");
    WebhookState state = state();
    assertThat(state.failures()).isEqualTo(1);
    assertThat(state.lastError()).isEqualTo("HTTP status 500");
    assertThat(state.lastFailure()).isEqualTo(Stores.NOW);
    assertThat(state.lastDelivered()).isNull();
  }

  @Test
  void manyFailuresInARow_onlyOneGoesAtATime_untilOneIsDelivered() {
    get(webhooks.add(BY, HOOK));
    for (int i = 0; i < 20; i++) {
      waiting.held("c" + i, 0.7f);
    }
    for (Delivery delivery : take(5)) {
      get(webhooks.retry(HOOK, delivery, failed("no answer"), Stores.NOW.plus(Duration.ofDays(1))));
    }

    List<Delivery> probe = take(10);
    assertThat(probe).hasSize(1);
    get(webhooks.delivered(HOOK, probe.get(0), TAKEN));

    assertThat(take(10)).hasSize(10);
  }

  @Test
  void giveUp_isKeptWithItsError_andTheNextOneGoes_thenSentAgainOnDemand() {
    get(webhooks.add(BY, HOOK));
    decide(waiting.held("c1", 0.7f));
    Delivery lost = take(10).get(0);

    get(webhooks.giveUp(HOOK, lost, failed("HTTP status 410")));

    assertThat(told(take(10))).containsExactly("c1 comment.decided");
    assertThat(get(webhooks.deadLetters(SITE, "hook1", 10)))
        .containsExactly(new DeadLetter(lost.event(), 1, "HTTP status 410", Stores.NOW));
    assertThat(get(webhooks.redeliver(SITE, "hook1", List.of(lost.event().id())))).contains(1);
    assertThat(get(webhooks.deadLetters(SITE, "hook1", 10))).isEmpty();
    assertThat(state().pending()).isEqualTo(2);
  }

  @Test
  void redeliver_deliveredOrUnknownOrPending_isSentOnceWhereItIsKept() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);
    Delivery delivery = take(10).get(0);
    EventId id = delivery.event().id();

    assertThat(get(webhooks.redeliver(SITE, "hook1", List.of(id)))).contains(1);
    assertThat(state().pending()).isEqualTo(1);
    get(webhooks.delivered(HOOK, delivery, TAKEN));
    assertThat(get(webhooks.redeliver(SITE, "hook1", List.of(id, new EventId(5, 5))))).contains(1);

    assertThat(take(10)).extracting(Delivery::event).containsExactly(delivery.event());
    assertThat(get(webhooks.redeliver(SITE, "none", List.of(id)))).isEmpty();
  }

  @Test
  void redeliver_whereThereIsNoRoom_leavesTheDeadLetter() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);
    Delivery lost = take(10).get(0);
    get(webhooks.giveUp(HOOK, lost, failed("gone")));
    fillUp();

    assertThat(get(webhooks.redeliver(SITE, "hook1", List.of(lost.event().id())))).contains(0);

    assertThat(get(webhooks.deadLetters(SITE, "hook1", 10)))
        .extracting(letter -> letter.event().id())
        .containsExactly(lost.event().id());
  }

  @Test
  void redeliver_whatTheWebhookDoesNotWant_isNotSent() {
    get(webhooks.add(BY, HOOK));
    Webhook akismet =
        new Webhook(
            SITE,
            "hook2",
            "https://news.example.org/hooks/hook2",
            Webhook.Format.AKISMET,
            Webhook.VERDICT_TYPES,
            false,
            List.of(new Webhook.Secret("b2xk", null)),
            Stores.NOW);
    get(webhooks.add(BY, akismet));
    decide(waiting.held("c1", 0.7f));
    Delivery judged = take(10).get(0);
    get(webhooks.delivered(HOOK, judged, TAKEN));
    EventId decided = take(10).get(0).event().id();

    assertThat(get(webhooks.redeliver(SITE, "hook2", List.of(judged.event().id(), decided))))
        .as("the comment did not come in Akismet's protocol")
        .contains(0);
  }

  @Test
  void deadLetters_moreThanAreKept_theOldestGo() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);
    redis.command(
        "EVAL",
        "for i = 1, 1000 do redis.call('ZADD', KEYS[1], i, i .. '-0')"
            + " redis.call('HSET', KEYS[2], i .. '-0', '{}') end",
        "2",
        "rg:{demo}:webhook:hook1:dead",
        "rg:{demo}:webhook:hook1:letters");

    get(webhooks.giveUp(HOOK, take(10).get(0), failed("gone")));

    assertThat(state().dead()).isEqualTo(WebhookStore.MAX_DEAD);
    assertThat(redis.command("HLEN", "rg:{demo}:webhook:hook1:letters")).containsExactly("1000");
    assertThat(get(webhooks.deadLetters(SITE, "hook1", 1))).hasSize(1);
  }

  @Test
  void tooManyPending_furtherOnesAreDroppedAndCounted() {
    get(webhooks.add(BY, HOOK));
    fillUp();

    waiting.held("c1", 0.7f);

    assertThat(state().dropped()).isEqualTo(1);
    assertThat(take(10)).isEmpty();
  }

  @Test
  void change_manyAtTheSameTime_noneIsLost() {
    get(webhooks.add(BY, HOOK));
    WebhookStore other = stores.open(redis.uri()).webhooks();

    Future<?> url =
        webhooks.change(
            BY, "webhookChanged", SITE, "hook1", hook -> hook.withUrl("https://other.example"));
    Future<?> paused =
        other.change(BY, "webhookChanged", SITE, "hook1", hook -> hook.withPaused(true));
    Future<?> rotated =
        webhooks.change(
            BY, "webhookChanged", SITE, "hook1", hook -> hook.rotated("bmV3", Stores.NOW));
    get(Future.all(url, paused, rotated));

    Webhook changed = get(webhooks.find(SITE, "hook1")).orElseThrow();
    assertThat(changed.url()).isEqualTo("https://other.example");
    assertThat(changed.paused()).isTrue();
    assertThat(changed.secrets()).hasSize(2);
  }

  @Test
  void eventOfATypeThatIsNotWanted_isNotPutDown() {
    get(webhooks.add(BY, HOOK.withTypes(Set.of(CommentEvent.Type.DECIDED))));
    decide(waiting.held("c1", 0.7f));

    assertThat(told(take(10))).containsExactly("c1 comment.decided");
  }

  @Test
  void paused_eventsWait_untilItGoesOn() {
    get(webhooks.add(BY, HOOK.withPaused(true)));
    waiting.held("c1", 0.7f);
    assertThat(take(10)).isEmpty();
    assertThat(state().pending()).isEqualTo(1);

    get(webhooks.change(BY, "webhookChanged", SITE, "hook1", hook -> hook.withPaused(false)));

    assertThat(told(take(10))).containsExactly("c1 comment.judged");
  }

  @Test
  void attemptThatWasTakenForLost_doesNotMoveTheCommentOn() {
    get(webhooks.add(BY, HOOK));
    decide(waiting.held("c1", 0.7f));
    Delivery lost = take(10).get(0);
    stores.letPass(LEASE);
    Delivery again = take(10).get(0);

    get(webhooks.delivered(HOOK, lost, TAKEN));

    assertThat(take(10)).isEmpty();
    get(webhooks.delivered(HOOK, again, TAKEN));
    assertThat(told(take(10))).containsExactly("c1 comment.decided");
    assertThat(state().delivered()).isEqualTo(1);
  }

  @Test
  void release_isDueAtOnce_andNoFailure() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);

    get(webhooks.release(HOOK, take(10).get(0)));

    assertThat(state().failures()).isZero();
    assertThat(take(10)).extracting(Delivery::attempt).containsExactly(2);
  }

  @Test
  void log_hasTheLatestAttempts_theLastOneFirst() {
    get(webhooks.add(BY, HOOK));
    waiting.held("c1", 0.7f);
    Delivery first = take(10).get(0);
    Attempt failed = failed("HTTP status 500");
    get(webhooks.retry(HOOK, first, failed, Stores.NOW));
    get(webhooks.delivered(HOOK, take(10).get(0), TAKEN));

    List<LoggedAttempt> log = get(webhooks.log(SITE, "hook1", 10));

    assertThat(log)
        .containsExactly(
            logged(first, 2, TAKEN, Outcome.DELIVERED), logged(first, 1, failed, Outcome.RETRY));
    assertThat(get(webhooks.log(SITE, "hook1", 1))).hasSize(1);
    for (int i = 0; i < WebhookStore.MAX_LOGGED; i++) {
      waiting.held("d" + i, 0.7f);
      get(webhooks.delivered(HOOK, take(10).get(0), TAKEN));
    }
    assertThat(get(webhooks.log(SITE, "hook1", 1_000))).hasSize(WebhookStore.MAX_LOGGED);
  }

  private static LoggedAttempt logged(
      Delivery delivery, int number, Attempt attempt, Outcome outcome) {
    return new LoggedAttempt(
        delivery.event().id(), delivery.event().type(), "c1", number, attempt, outcome);
  }

  @Test
  void remove_nothingOfItStays() {
    get(webhooks.add(BY, HOOK));
    decide(waiting.held("c1", 0.7f));
    get(webhooks.giveUp(HOOK, take(10).get(0), failed("gone")));

    get(webhooks.remove(BY, SITE, "hook1"));
    waiting.held("c2", 0.7f);

    assertThat(redis.command("KEYS", "rg:{demo}:webhook*")).isEmpty();
  }

  private void decide(RecordedComment comment) {
    get(
        store
            .rulings()
            .decide(comment, trace(comment), waiting.approve(ADA), WaitingComments.age(), false));
    assertThat(get(store.comments().find(SITE, comment.comment().id())).orElseThrow().ruling())
        .isNotNull();
  }

  private static Attempt failed(String error) {
    return new Attempt(Stores.NOW, Duration.ofMillis(12), 0, error);
  }

  private List<Delivery> take(int limit) {
    return get(webhooks.take(HOOK, LEASE, limit));
  }

  private WebhookState state() {
    return get(webhooks.state(HOOK));
  }

  private static List<String> told(List<Delivery> deliveries) {
    return deliveries.stream()
        .map(Delivery::event)
        .map((CommentEvent event) -> event.comment() + " " + event.type().key())
        .toList();
  }

  private void fillUp() {
    redis.command(
        "EVAL",
        "for i = 1, tonumber(ARGV[1]) do redis.call('HSET', KEYS[1], i, '') end",
        "1",
        "rg:{demo}:webhook:hook1:events",
        Integer.toString(WebhookStore.MAX_PENDING));
  }

  private static Webhook webhook(String id) {
    return new Webhook(
        SITE,
        id,
        "https://news.example.org/hooks/" + id,
        Webhook.Format.EVENT,
        Webhook.ALL_TYPES,
        false,
        List.of(new Webhook.Secret("b2xk", null)),
        Stores.NOW);
  }
}
