package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.config.ScoringSettings;
import dev.replyguard.fixtures.MadeUpModel;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.Scoring;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The scores of a real model, small as it is, on their way through a connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelOverHttpTest {
  private final CommentClassifier classifier = CommentClassifier.of(MadeUpModel.bundle());
  private final Scoring scoring =
      new Scoring(classifier, new ScoringSettings(1, 10), new SimpleMeterRegistry());
  private final ApiFixture api = ApiFixture.with().scoring(new Adapter(scoring)).start();

  @AfterAll
  void stop() throws InterruptedException {
    api.close();
    scoring.close(Duration.ofSeconds(5));
  }

  @Test
  void scores_areTheModels() {
    Answer answer = api.post("/v1/scores", request(MadeUpModel.INSULTING, MadeUpModel.FRIENDLY));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().getString("model")).isEqualTo(classifier.version());
    JsonArray results = answer.json().getJsonArray("results");
    checkScores(results, 0, classifier.score(MadeUpModel.INSULTING));
    checkScores(results, 1, classifier.score(MadeUpModel.FRIENDLY));
  }

  @Test
  void batchThatGoesToTheWorkers_keepsItsOrder() {
    String[] texts = new String[1_000];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = i % 3 == 0 ? MadeUpModel.INSULTING : MadeUpModel.FRIENDLY + " " + i;
    }
    Answer answer = api.post("/v1/scores", request(texts));

    JsonArray results = answer.json().getJsonArray("results");
    for (int i = 0; i < texts.length; i++) {
      checkScores(results, i, classifier.score(texts[i]));
    }
  }

  @Test
  void contributions_pointAtTheWordsThatWeigh() {
    Answer answer = api.post("/v1/scores?explain=true", request(MadeUpModel.DOUBTFUL));

    JsonObject result = answer.json().getJsonArray("results").getJsonObject(0);
    JsonObject insult = result.getJsonArray("contributions").getJsonObject(Label.INSULT.index());
    JsonObject weightiest = insult.getJsonArray("parts").getJsonObject(0);
    assertThat(
            MadeUpModel.DOUBTFUL.substring(
                weightiest.getInteger("start"), weightiest.getInteger("end")))
        .isEqualTo("nincompoop");
    Explanation explanation = classifier.explain(MadeUpModel.DOUBTFUL);
    assertThat(insult.getDouble("logit"))
        .isCloseTo(explanation.of(Label.INSULT).logit(), within(1e-6));
  }

  @Test
  void contributions_ofWordsInDisguise_showWhatTheyWereReadAs() {
    String text = "You N.I.N.C.O.M.P.O.O.P again";
    Answer answer = api.post("/v1/scores?explain=true", request(text));

    JsonArray parts =
        answer
            .json()
            .getJsonArray("results")
            .getJsonObject(0)
            .getJsonArray("contributions")
            .getJsonObject(Label.INSULT.index())
            .getJsonArray("parts");
    assertThat(parts.stream().map(JsonObject.class::cast))
        .anySatisfy(
            part -> {
              assertThat(text.substring(part.getInteger("start"), part.getInteger("end")))
                  .isEqualTo("N.I.N.C.O.M.P.O.O.P");
              assertThat(part.getString("normalized")).isEqualTo("nincompoop");
            })
        .anySatisfy(
            part -> {
              assertThat(text.substring(part.getInteger("start"), part.getInteger("end")))
                  .isEqualTo("again");
              assertThat(part.containsKey("normalized")).isFalse();
            });
  }

  private static String request(String... texts) {
    JsonArray comments = new JsonArray();
    for (String text : texts) {
      comments.add(new JsonObject().put("text", text));
    }
    return new JsonObject().put("comments", comments).encode();
  }

  private static void checkScores(JsonArray results, int index, Scores expected) {
    JsonObject scores = results.getJsonObject(index).getJsonObject("scores");
    for (Label label : Label.ALL) {
      assertThat(scores.getDouble(label.key()))
          .as("%s of text %d", label.key(), index)
          .isCloseTo(expected.get(label), within(1e-6));
    }
  }

  private record Adapter(Scoring scoring) implements TextScoring {

    @Override
    public Future<List<Scores>> score(List<String> texts) {
      return scoring.score(texts);
    }

    @Override
    public boolean explains() {
      return scoring.explains();
    }

    @Override
    public <T> Future<List<T>> explain(List<String> texts, Function<Explanation, T> summary) {
      return scoring.explain(texts, summary);
    }

    @Override
    public String modelVersion() {
      return scoring.modelVersion();
    }
  }
}
