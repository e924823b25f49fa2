package dev.replyguard.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Recording;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final int COMMENTS = 10_000;
  private static final double SHARE = 0.1;
  // Places among the arguments.
  private static final int ITEM = 1;
  private static final int SAMPLE = 3;
  private static final int WITHHELD = 10;

  private final long seed = new Random().nextLong();
  private final Waiting waiting = new Waiting(KeyedHash.of(secret(seed)));

  @Test
  void held_theStatedShareIsWithheld_andTheSameEachTime() {
    List<Boolean> withheld = of(Verdict.HOLD, 0, SHARE, WITHHELD);

    assertThat(withheld.stream().filter(each -> each).count())
        .as("seed %d", seed)
        .isBetween(around(-6), around(6));
    assertThat(of(Verdict.HOLD, 0, SHARE, WITHHELD)).isEqualTo(withheld);
  }

  @Test
  void approved_theStatedShareIsDrawn() {
    assertThat(of(Verdict.APPROVE, SHARE, 0, SAMPLE).stream().filter(each -> each).count())
        .as("seed %d", seed)
        .isBetween(around(-6), around(6));
  }

  @Test
  void shareOfNone_noneIsWithheld() {
    assertThat(of(Verdict.HOLD, 1, 0, WITHHELD)).containsOnly(false);
    assertThat(of(Verdict.HOLD, 1, 0, SAMPLE)).containsOnly(false);
  }

  @Test
  void withoutHints_theItemHasTheFieldsOfEachVerdict_andIsFoundByLanguageOnly() {
    JsonObject held = item(Verdict.HOLD, 1);
    JsonObject approved = item(Verdict.APPROVE, 1);
    JsonObject rejected = item(Verdict.REJECT, 1);

    for (JsonObject each : List.of(approved, rejected)) {
      assertThat(each.copy().put("base", 0)).isEqualTo(held.copy().put("base", 0));
    }
    assertThat(held.getString("narrow")).isEqualTo("language:en");
    assertThat(held.getJsonArray("scores")).containsOnly(0);
    // But it keeps its place.
    assertThat(held.getLong("base")).isEqualTo(item(Verdict.HOLD, 0).getLong("base"));
    assertThat(item(Verdict.HOLD, 0).getInteger("top")).isEqualTo(1_000);
  }

  private static long around(int deviations) {
    return Math.round(COMMENTS * SHARE + deviations * Math.sqrt(COMMENTS * SHARE * (1 - SHARE)));
  }

  private List<Boolean> of(Verdict verdict, double sample, double withheld, int argument) {
    return IntStream.range(0, COMMENTS)
        .mapToObj(i -> !arguments("c" + i, verdict, sample, withheld).get(argument).isEmpty())
        .toList();
  }

  private JsonObject item(Verdict verdict, double withheld) {
    return new JsonObject(arguments("c-1", verdict, 1, withheld).get(ITEM));
  }

  private List<String> arguments(String id, Verdict verdict, double sample, double withheld) {
    Comment comment = Samples.comment(id);
    return waiting.arguments(
        new Recording(
            comment,
            Samples.decision(verdict),
            new CacheKey("text"),
            null,
            Samples.trace(comment.text()),
            Samples.terms(MemoryPolicy.DEFAULTS, sample, withheld),
            null),
        Samples.DECIDED);
  }

  private static byte[] secret(long seed) {
    byte[] secret = new byte[KeyedHash.MIN_SECRET_BYTES];
    new Random(seed).nextBytes(secret);
    return secret;
  }
}
