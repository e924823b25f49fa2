package dev.replyguard.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.NewsComments.Written;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day at a news site: readers write, three moderators decide what is held, an advert comes in
 * many copies, an author is banned, the policy is changed, Redis is killed. At its end the audit
 * trail tells of every comment just what was done about it.
 */
@ExtendWith(RedisExtension.class)
class ADayAtANewsSiteIT {
  private static final List<String> MODERATORS = List.of("ada", "bob", "eve");
  private static final int READERS = 400;
  private static final int ARTICLES = 40;
  private static final int ADVERTS = 60;
  private static final int WRITERS = 4;
  private static final String TROLL = "reader-13";
  private static final String POLICY = "thresholds: {toxicity: {hold: 0.6}, insult: {hold: 0.6}}";
  private static final String STRICTER = "thresholds: {toxicity: {hold: 0.4}, insult: {hold: 0.4}}";

  private final TestRedis redis;
  private final LiveApi api;
  private final long seed = System.nanoTime();
  private final ConcurrentMap<String, Boolean> rude = new ConcurrentHashMap<>();
  private final Queue<JsonObject> unrecorded = new ConcurrentLinkedQueue<>();

  /** What moderators were told was done, by comment; what one of them did is in order. */
  private final ConcurrentMap<String, List<Done>> done = new ConcurrentHashMap<>();

  /** What they asked for and got no answer to: perhaps it was done. */
  private final ConcurrentMap<String, AtomicInteger> unanswered = new ConcurrentHashMap<>();

  private final Set<String> takenBack = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** A verdict, or that it was taken back. */
  private record Done(String by, String what) {}

  ADayAtANewsSiteIT(TestRedis redis) {
    this.redis = redis;
    this.api = LiveApi.over(redis);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void everyCommentsHistory_isWhatWasDone() throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Written> day = NewsComments.ofTheDay(random);
    putPolicy(POLICY, 0);
    ExecutorService people = Executors.newCachedThreadPool();
    List<Future<?>> moderators = new ArrayList<>();
    for (String moderator : MODERATORS) {
      moderators.add(people.submit(() -> moderate(moderator)));
    }

    int quarter = day.size() / 4;
    write(people, day, 0, quarter);
    advertise(random);
    write(people, day, quarter, 2 * quarter);
    int banned = ban();
    Future<?> killed =
        people.submit(
            () -> {
              redis.kill();
              redis.start();
            });
    write(people, day, 2 * quarter, 3 * quarter);
    killed.get();
    sendAgain();
    putPolicy(STRICTER, 1);
    write(people, day, 3 * quarter, day.size());
    sendAgain();
    open.set(false);
    for (Future<?> moderator : moderators) {
      moderator.get();
    }
    people.shutdown();

    Map<String, List<JsonObject>> trails = trails();
    Map<String, Integer> verdicts = new TreeMap<>();
    for (String id : rude.keySet()) {
      String verdict = checkHistory(id, trails.getOrDefault(id, List.of()));
      verdicts.merge(verdict, 1, Integer::sum);
    }
    JsonObject counts = api.get("/v1/queue/counts").json();
    assertThat(counts.getInteger("waiting"))
        .as("what is held waits")
        .isGreaterThanOrEqualTo(verdicts.getOrDefault("hold", 0));
    assertThat(lost).as("verdicts that were not recorded at first").hasPositiveValue();
    assertThat(done).isNotEmpty();
    System.out.printf(
        "a day: %d comments, at its end %s; %d decided one by one, %d decisions taken back;"
            + " %d decisions of others respected; ban cleared %d; %d comments sent again after Redis"
            + " was killed; %d requests of moderators without an answer%n",
        rude.size(),
        verdicts,
        done.size(),
        done.values().stream().filter(ADayAtANewsSiteIT::wasTakenBack).count(),
        refused.get(),
        banned,
        lost.get(),
        unanswered.values().stream().mapToInt(AtomicInteger::get).sum());
  }

  private void putPolicy(String source, int expected) {
    JsonObject put =
        new JsonObject().put("format", "yaml").put("source", source).put("expected", expected);
    Answer answer = api.put("/v1/policy", put.encode());
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private void write(ExecutorService people, List<Written> day, int from, int to)
      throws ExecutionException, InterruptedException {
    AtomicInteger next = new AtomicInteger(from);
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(
          people.submit(
              () -> {
                for (int n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
                  Written written = day.get(n);
                  String author = "reader-" + Math.floorMod(written.text().hashCode(), READERS);
                  post(written, "c-" + n, author, "article-" + n % ARTICLES);
                }
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  private void post(Written written, String id, String author, String article) {
    rude.put(id, written.rude());
    send(NewsComments.json(id, written.text(), author, article));
  }

  private void send(JsonObject comment) {
    Answer answer = api.unchecked("POST", "/v1/comments", comment.encode(), null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    if (!answer.json().getBoolean("recorded")) {
      lost.incrementAndGet();
      unrecorded.add(comment);
    }
  }

  /** As a site does with what was not recorded: under the same id, until it is. */
  private void sendAgain() {
    for (JsonObject comment = unrecorded.poll(); comment != null; comment = unrecorded.poll()) {
      send(comment);
    }
  }

  private void advertise(Random random) {
    for (int i = 0; i < ADVERTS; i++) {
      String text =
          "Earn two thousand a week from your sofa, my cousin bought a new car with what she made"
              + " last month, ask me how, place number "
              + random.nextInt(1_000);
      post(new Written(text, true), "advert-" + i, "cousin-" + i, "article-1");
    }
  }

  /** Bans an author whose comments wait; returns how many of them were rejected by it. */
  private int ban() {
    for (int i = 0; i < 5; i++) {
      post(
          new Written("You are a complete idiot and a liar, number " + i, true),
          "troll-" + i,
          TROLL,
          "article-2");
    }
    Answer answer =
        api.as(
            "ada",
            "PUT",
            "/v1/lists/banned",
            "{\"trait\":\"id\",\"value\":\"" + TROLL + "\",\"rejectWaiting\":\"insult\"}");
    assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
    post(new Written("A fine day to all", false), "troll-later", TROLL, "article-2");
    assertThat(api.get("/v1/comments/troll-later").json().getString("verdict")).isEqualTo("reject");
    return answer.json().getInteger("rejected", 0);
  }

  private void moderate(String moderator) {
    while (true) {
      Answer page = api.unchecked("POST", "/v1/queue:claim?limit=5", "", moderator);
      if (page.status() != 200) {
        LockSupport.parkNanos(5_000_000); // the store is away
        continue;
      }
      JsonArray entries = page.json().getJsonArray("entries");
      if (entries.isEmpty() && !open.get()) {
        return;
      }
      for (int i = 0; i < entries.size(); i++) {
        decide(moderator, entries.getJsonObject(i));
      }
    }
  }

  private void decide(String moderator, JsonObject entry) {
    String id = entry.getString("id");
    if (entry.getInteger("waitingInGroup") > 5) {
      String path = "/v1/groups/" + entry.getString("group") + "/decision";
      Answer answer =
          api.unchecked("POST", path, "{\"verdict\":\"reject\",\"reason\":\"spam\"}", moderator);
      if (answer.status() != 200) {
        unanswered("group");
      }
      return;
    }
    String verdict = rude.getOrDefault(id, false) ? "reject" : "approve";
    if (!decide(moderator, id, verdict)) {
      return;
    }
    if (Math.floorMod(id.hashCode(), 10) == 0 && takenBack.add(id)) {
      Answer undone = api.unchecked("DELETE", "/v1/comments/" + id + "/decision", "", moderator);
      if (undone.status() == 200) {
        note(moderator, id, "undone");
        decide(moderator, id, verdict);
      } else if (undone.status() >= 500) {
        unanswered(id);
      }
    }
  }

  private boolean decide(String moderator, String id, String verdict) {
    String reason = verdict.equals("reject") ? ",\"reason\":\"insult\"" : "";
    Answer answer =
        api.unchecked(
            "POST",
            "/v1/comments/" + id + "/decision",
            "{\"verdict\":\"" + verdict + "\"" + reason + "}",
            moderator);
    if (answer.status() == 200) {
      note(moderator, id, verdict);
      return true;
    }
    if (answer.status() == 409) {
      refused.incrementAndGet();
    } else {
      unanswered(id);
    }
    return false;
  }

  private void note(String moderator, String id, String what) {
    done.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>())
        .add(new Done("moderator:" + moderator, what));
  }

  private void unanswered(String id) {
    unanswered.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
  }

  /** The audit trail of the whole day, by comment. */
  private Map<String, List<JsonObject>> trails() {
    Map<String, List<JsonObject>> trails = new HashMap<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = api.unchecked("GET", "/v1/audit?limit=1000" + cursor, "", null);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.body()
          .lines()
          .map(JsonObject::new)
          .filter(entry -> entry.containsKey("comment"))
          .forEach(
              entry ->
                  trails
                      .computeIfAbsent(entry.getString("comment"), id -> new ArrayList<>())
                      .add(entry));
      String next = page.headers().get("x-next-cursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return trails;
  }

  /** Returns the verdict at the end. */
  private String checkHistory(String id, List<JsonObject> trail) {
    assertThat(trail).as(id).isNotEmpty();
    assertThat(trail.get(0).getString("type")).as(id).isEqualTo("decided");
    assertThat(trail.stream().filter(entry -> entry.getString("type").equals("decided")))
        .as(id + " is decided once by the service, however often it was sent")
        .hasSize(1);
    String verdict = detail(trail.get(0), "verdict");
    String first = verdict;
    boolean ruled = false;
    List<Done> told = new ArrayList<>();
    for (JsonObject entry : trail.subList(1, trail.size())) {
      switch (entry.getString("type")) {
        case "ruled" -> {
          if (detail(entry, "second") != null) { // it changes nothing
            told.add(new Done(entry.getString("by"), String.valueOf(detail(entry, "verdict"))));
            continue;
          }
          assertThat(ruled).as(id + " is not decided twice").isFalse();
          assertThat(detail(entry, "previous")).as(id).isEqualTo(verdict);
          verdict = detail(entry, "verdict");
          ruled = true;
          if ("single".equals(detail(entry, "means"))) {
            told.add(new Done(entry.getString("by"), String.valueOf(verdict)));
          }
        }
        case "undone" -> {
          assertThat(ruled).as(id).isTrue();
          verdict = first;
          ruled = false;
          told.add(new Done(entry.getString("by"), "undone"));
        }
        default -> {}
      }
    }
    // What one did is in order. What two did is not: the answer to the first may come after the
    // second has decided.
    Map<String, List<String>> noted = byPerson(done.getOrDefault(id, List.of()));
    if (unanswered.containsKey(id)) {
      Map<String, List<String>> all = byPerson(told);
      noted.forEach(
          (person, what) ->
              assertThat(all.getOrDefault(person, List.of()))
                  .as(id + " by " + person + ", some of it unanswered")
                  .containsSubsequence(what));
    } else {
      assertThat(byPerson(told)).as(id).isEqualTo(noted);
    }
    Answer now = api.unchecked("GET", "/v1/comments/" + id, "", null);
    assertThat(now.json().getString("verdict")).as(id).isEqualTo(verdict);
    return String.valueOf(verdict);
  }

  private static boolean wasTakenBack(List<Done> what) {
    return what.stream().anyMatch(one -> one.what().equals("undone"));
  }

  private static Map<String, List<String>> byPerson(List<Done> what) {
    return what.stream().collect(groupingBy(Done::by, mapping(Done::what, toList())));
  }

  private static @Nullable String detail(JsonObject entry, String name) {
    return entry.getJsonObject("details").getString(name);
  }
}
