package dev.replyguard.http;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.QueueCursor;
import dev.replyguard.store.Recording;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures what a recorded comment takes in Redis, and how fast pages of a long queue are answered;
 * run by {@code deploy/bench/store.sh}, not with the tests. Prints figures, asserts nothing: they
 * depend on the machine.
 *
 * <p>The queue comes last: to empty Redis of a million comments, as is done before each test, takes
 * it longer than the tests wait for an answer.
 */
@ExtendWith(RedisExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoreSpeed {
  private static final int RECORDED = Integer.getInteger("replyguard.bench.recorded", 50_000);
  private static final int WAITING = Integer.getInteger("replyguard.bench.waiting", 1_000_000);
  private static final int REQUESTS = Integer.getInteger("replyguard.bench.requests", 200);

  private static final long SEED = 4;
  private static final int THREADS = 16;
  private static final int TRIES = 5;
  private static final int AT_ONCE = 2_000;
  private static final int TEMPLATES = 80;
  private static final List<String> WORDS =
      List.of(
          ("the a this that my our your their some every no one of in on at to from with about after before between"
                  + " because although and but or so then when where who what which is was are were has had will"
                  + " would could should may might not never always often really quite rather very too also only"
                  + " article author comment reader editor paper page story photo headline source figure number"
                  + " city council mayor bridge road train bus timetable school teacher pupil hospital doctor budget"
                  + " price rent housing garden park river weather summer winter morning evening week month year"
                  + " neighbour family friend children people team match season coach player goal film book song"
                  + " concert museum recipe bread coffee cheese apple soup kitchen think know believe agree read"
                  + " wrote said asked answered explained forgot remember like love prefer need want hope wonder")
              .split(" "));

  private final TestRedis redis;
  private final Random random = new Random(SEED);

  StoreSpeed(TestRedis redis) {
    this.redis = redis;
    redis.command("CONFIG", "SET", "appendonly", "no");
    // As the service's own Redis and that of deploy/compose have it.
    redis.command("CONFIG", "SET", "hash-max-ziplist-entries", "32");
    redis.command("CONFIG", "SET", "hash-max-ziplist-value", "8192");
  }

  @Test
  @Order(1)
  void recordedComments() throws InterruptedException, ExecutionException {
    if (RECORDED == 0) {
      return;
    }
    try (LiveApi api = LiveApi.over(redis)) {
      send(api, 0, 1_000); // scripts, statistics, the first nodes of streams
      long before = usedMemory();
      long textBytes = send(api, 1_000, RECORDED);
      long grown = usedMemory() - before;
      System.out.printf(
          "recorded %d comments of %d bytes of text: %d bytes each in Redis, %d beyond the text,"
              + " %d of them wait%n",
          RECORDED,
          textBytes / RECORDED,
          grown / RECORDED,
          (grown - textBytes) / RECORDED,
          api.get("/v1/queue/counts").json().getInteger("waiting"));
      printKinds();
      inSteps(REMOVE_WHAT_EXPIRES);
      System.out.printf(
          "%d beyond the text when what expires within a day has gone%n",
          (usedMemory() - before - textBytes) / RECORDED);
    }
  }

  private static final String REMOVE_WHAT_EXPIRES =
      """
      local found = redis.call('SCAN', ARGV[1], 'COUNT', 1000)
      for _, key in ipairs(found[2]) do
        if redis.call('PTTL', key) > 0 then
          redis.call('DEL', key)
        end
      end
      return {found[1]}
      """;

  /** Of the keys of a part, what kind they are of and how much they take. */
  private static final String KINDS =
      """
      local found = redis.call('SCAN', ARGV[1], 'COUNT', 1000)
      local rows = {found[1]}
      for _, key in ipairs(found[2]) do
        local kind = string.match(key, '^rg:{[^}]*}:([a-z]+:?[a-z]*)') or key
        kind = string.gsub(kind, '^(comment):.*', '%1')
        kind = string.gsub(kind, '^(group):.*', '%1')
        kind = string.gsub(kind, '^(cache):.*', '%1')
        rows[#rows + 1] = kind
        rows[#rows + 1] = redis.call('MEMORY', 'USAGE', key, 'SAMPLES', 100)
      end
      return rows
      """;

  /**
   * Runs a script over all keys, a part each time: over as many as there are here, one call would
   * stop Redis for longer than the service waits for it. Returns what it returned beside the
   * cursors.
   */
  private List<String> inSteps(String script) {
    List<String> rows = new ArrayList<>();
    String cursor = "0";
    do {
      List<String> found = redis.command("EVAL", script, "0", cursor);
      cursor = found.get(0);
      rows.addAll(found.subList(1, found.size()));
    } while (!cursor.equals("0"));
    return rows;
  }

  /** Records comments as sites do; returns how many bytes their texts have. */
  private long send(LiveApi api, int from, int count)
      throws InterruptedException, ExecutionException {
    List<String> bodies = new ArrayList<>();
    long bytes = 0;
    for (int i = from; i < from + count; i++) {
      String text = text(100 + random.nextInt(120));
      bytes += text.length();
      int author = random.nextInt(20_000);
      bodies.add(
          new JsonObject()
              .put("id", Integer.toString(10_000_000 + i))
              .put("text", text)
              .put(
                  "author",
                  new JsonObject()
                      .put("id", "user-" + author)
                      .put("name", "Reader " + author)
                      .put("email", "reader" + author + "@mail.example")
                      .put("ip", "10." + author % 200 + "." + author / 200 + ".7"))
              .put(
                  "article",
                  new JsonObject()
                      .put("id", "article-" + i / 100)
                      .put("url", "https://news.example/2026/11/story-" + i / 100)
                      .put("section", "city"))
              .encode());
    }
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Answer> recorded :
          pool.invokeAll(
              bodies.stream().<Callable<Answer>>map(body -> () -> recorded(api, body)).toList())) {
        recorded.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return bytes;
  }

  /** Asks again, as sites do, where the machine is too busy for the comment to be recorded. */
  private static Answer recorded(LiveApi api, String body) {
    Answer answer = null;
    for (int i = 0; i < TRIES; i++) {
      answer = api.unchecked("POST", "/v1/comments", body, null);
      if (answer.status() == 200 && answer.json().getBoolean("recorded")) {
        return answer;
      }
    }
    throw new AssertionError("not recorded: " + answer);
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(text.isEmpty() ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private long usedMemory() {
    return redis.command("INFO", "memory").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** How much the keys of each kind take, as far as Redis tells, by a sample of each kind. */
  private void printKinds() {
    Map<String, Kind> kinds = new HashMap<>();
    List<String> rows = inSteps(KINDS);
    for (int i = 0; i < rows.size(); i += 2) {
      kinds.merge(rows.get(i), new Kind(1, Long.parseLong(rows.get(i + 1))), Kind::and);
    }
    kinds.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().bytes()))
        .limit(20)
        .forEach(
            entry ->
                System.out.printf(
                    "%12d bytes in %7d keys of %s%n",
                    entry.getValue().bytes(), entry.getValue().keys(), entry.getKey()));
  }

  private record Kind(int keys, long bytes) {
    Kind and(Kind other) {
      return new Kind(keys + other.keys, bytes + other.bytes);
    }
  }

  @Test
  @Order(2)
  void longQueue() throws Exception {
    if (WAITING == 0) {
      return;
    }
    Vertx vertx = Vertx.vertx();
    try (LiveApi api = LiveApi.over(redis)) {
      long start = System.nanoTime();
      fill(vertx);
      System.out.printf(
          "%d comments wait, recorded in %d s; Redis takes %d bytes each%n",
          WAITING, (System.nanoTime() - start) / 1_000_000_000, usedMemory() / WAITING);
      Map<String, String> filters = new LinkedHashMap<>();
      filters.put("all", "");
      filters.put("label", "&label=insult");
      filters.put("rule", "&rule=policy/threat.hold");
      filters.put("author", "&authorId=user-7");
      filters.put("article", "&article=article-7");
      filters.put("language", "&language=de");
      filters.put("two of them", "&language=de&article=article-7");
      filters.put("text, frequent", "&text=kestrel");
      filters.put("text, one in 1,000", "&text=lighthouse");
      filters.put("text, nowhere", "&text=submarine");
      filters.put("score band, one in ten", "&minScore=0.5&maxScore=0.55");
      filters.put("score band, lowest", "&maxScore=0.501");
      filters.put("score band, nowhere", "&minScore=0.9999");
      filters.put("age, the oldest 1,000", "&to=" + START.plusSeconds(1_000));
      filters.put("age, the newest 1,000", "&from=" + START.plusSeconds(WAITING - 1_000));
      filters.put("claim=mine", "&claim=mine");
      filters.forEach((name, query) -> measure(api, name, query));
    } finally {
      ApiFixture.await(vertx.close());
    }
  }

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  /**
   * Fills the queue: some comments through the store's own code, then copies of them with other
   * ids, times, scores, authors and articles, made by the store's own functions within Redis. That
   * takes a minute instead of a quarter of an hour.
   */
  private void fill(Vertx vertx) {
    RedisStore store =
        ApiFixture.await(
            RedisStore.connect(
                vertx,
                LiveApi.patient(redis),
                new RedisStore.Options(1, Duration.ofMinutes(10), "a secret of tests"),
                new SimpleMeterRegistry(),
                () -> START));
    for (int i = 0; i < TEMPLATES; i++) {
      ApiFixture.await(store.comments().record(template(i)));
    }
    ApiFixture.await(store.close());
    String script = "local SITE = KEYS[1]\n" + resource("lib/queue.lua") + COPY;
    for (int from = TEMPLATES; from < WAITING; from += AT_ONCE) {
      redis.command(
          "EVAL",
          script,
          "1",
          "rg:{demo}:",
          Integer.toString(from),
          Integer.toString(Math.min(WAITING, from + AT_ONCE)),
          Integer.toString(TEMPLATES),
          Long.toString(START.toEpochMilli()));
    }
  }

  private static String resource(String name) {
    try (InputStream in = RedisStore.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A comment a second; what is searched for is in some texts only. */
  private static final String COPY =
      """
      for i = tonumber(ARGV[1]), tonumber(ARGV[2]) - 1 do
        local template, id = 'c-' .. i % tonumber(ARGV[3]), 'c-' .. i
        local item = waiting(template)
        local lead = item.at - item.base
        item.at = tonumber(ARGV[4]) + i * 1000
        local top = 500 + (i * 7919) % 500
        item.base = item.at - math.floor(lead * top / item.top)
        for label, score in ipairs(item.scores) do
          item.scores[label] = score > 0 and top or 0
        end
        item.top = top
        item.wide = 'author:id:' .. string.format('%032x', (i * 104729) % 100000)
          .. '\\narticle:article-' .. (i * 1299709) % 10000
        local text = redis.call('HGET', key('queue:texts'), template) .. ' ' .. i
        if i % 20 == 0 then text = text .. ' kestrel' end
        if i % 1000 == 1 then text = text .. ' lighthouse' end
        redis.call('HSET', key('comment:' .. id),
          unpack(redis.call('HGETALL', key('comment:' .. template))))
        enter(id, item, text)
      end
      """;

  /** What is shown without hints has no score that copies could differ by. */
  private static final Terms TERMS =
      new Terms(MemoryPolicy.DEFAULTS, ReviewPolicy.DEFAULTS.measured(0, 0));

  private Recording template(int i) {
    Label label = Label.ALL.get(i % Label.ALL.size());
    float score = 0.5f + random.nextFloat() / 2.001f;
    String text = text(130 + random.nextInt(60));
    Comment comment =
        new Comment(
            "demo",
            "c-" + i,
            text,
            new Author("user-" + i, null, null, null, null, null),
            new Article("article-" + i, null, null),
            Parent.NONE,
            START,
            null);
    Decision decision =
        new Decision(
            Verdict.HOLD,
            Scores.partial(Map.of(label, score)),
            List.of(
                new Reason(
                    Stage.POLICY, label.key() + ".hold", label, score, 0.5f, "held", List.of())),
            "model-1",
            "policy-1",
            i % 10 == 0 ? "de" : "en",
            START);
    TextTrace trace = new TextTrace(text, Integer.toHexString(i), null);
    return new Recording(comment, decision, new CacheKey("none"), null, trace, TERMS, null);
  }

  private void measure(LiveApi api, String name, String filter) {
    Answer first = page(api, filter, null);
    String middle = cursorAt(0.5);
    String last = cursorAt(1 - 30.0 / WAITING);
    for (Map.Entry<String, @Nullable String> place : places(middle, last).entrySet()) {
      List<Double> millis = new ArrayList<>();
      redis.command("CONFIG", "RESETSTAT");
      for (int i = 0; i < REQUESTS; i++) {
        long start = System.nanoTime();
        page(api, filter, place.getValue());
        millis.add((System.nanoTime() - start) / 1e6);
      }
      double inRedis = redisMillis() / REQUESTS;
      Collections.sort(millis);
      JsonObject shown =
          place.getValue() == null ? first.json() : page(api, filter, place.getValue()).json();
      System.out.printf(
          "%-24s %-6s p50 %6.2f ms, p99 %6.2f ms, in Redis %5.2f ms, %2d entries%s%n",
          name,
          place.getKey(),
          millis.get(millis.size() / 2),
          millis.get((int) (millis.size() * 0.99)),
          inRedis,
          shown.getJsonArray("entries").size(),
          shown.getString("next") == null ? ", the last" : "");
    }
    System.out.printf("%-24s %s%n", name, toTheEnd(api, filter));
  }

  /** How long commands have run since the statistics were reset. */
  private double redisMillis() {
    return redis.command("INFO", "commandstats").stream()
            .flatMap(String::lines)
            .filter(
                line -> line.startsWith("cmdstat_evalsha:") || line.startsWith("cmdstat_hmget:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*,usec=(\\d+),.*", "$1")))
            .sum()
        / 1_000;
  }

  private static Map<String, @Nullable String> places(String middle, String last) {
    Map<String, @Nullable String> places = new LinkedHashMap<>();
    places.put("first", null);
    places.put("middle", middle);
    places.put("last", last);
    return places;
  }

  /** What it takes until the first twenty of the filter are found. */
  private static String toTheEnd(LiveApi api, String filter) {
    long start = System.nanoTime();
    int found = 0;
    int requests = 0;
    String cursor = null;
    do {
      JsonObject page = page(api, filter, cursor).json();
      JsonArray entries = page.getJsonArray("entries");
      found += entries.size();
      cursor = page.getString("next");
      requests++;
    } while (cursor != null && found < 20);
    return String.format(
        "%d found in %d requests, %.1f ms", found, requests, (System.nanoTime() - start) / 1e6);
  }

  private static Answer page(LiveApi api, String filter, @Nullable String cursor) {
    Answer answer =
        api.unchecked(
            "GET",
            "/v1/queue?limit=20" + filter + (cursor == null ? "" : "&cursor=" + cursor),
            "",
            "ada");
    if (answer.status() != 200) {
      throw new AssertionError(answer.toString());
    }
    return answer;
  }

  private String cursorAt(double share) {
    String at = Long.toString((long) (WAITING * share));
    List<String> found = redis.command("ZRANGE", "rg:{demo}:queue:priority", at, at, "WITHSCORES");
    return new QueueCursor(new BigDecimal(found.get(1)).toPlainString(), found.get(0)).encode();
  }
}
