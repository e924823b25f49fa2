package dev.replyguard.training.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.functional.BiasResults.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionalEvaluationTest {
  @Test
  void run_modelThatCallsAllToxic_isRightOnThePositiveCasesOnly() {
    FunctionalResults results = FunctionalEvaluation.run(text -> all(1));

    assertThat(results.byFunctionality())
        .allMatch(row -> row.positiveRight() == row.positive() && row.negativeRight() == 0);
    int positive =
        results.byFunctionality().stream().mapToInt(FunctionalResults.Row::positive).sum();
    assertThat(results.accuracy()).isCloseTo((double) positive / results.cases(), within(1e-9));
    assertThat(results.byIdentity()).hasSize(20);
  }

  @Test
  void run_ofAFewCases_countsByTheLabelTheyAreJudgedBy() {
    FunctionalCase one =
        new FunctionalCase(
            "a", "x", Optional.of("women"), Label.INSULT, Map.of(Label.INSULT, false));
    FunctionalCase two =
        new FunctionalCase("a", "y", Optional.empty(), Label.THREAT, Map.of(Label.THREAT, true));

    FunctionalResults results =
        FunctionalEvaluation.run(
            text -> all(0.4f), List.of(one, two), label -> label == Label.THREAT ? 0.3 : 0.5);

    assertThat(results.accuracy()).isEqualTo(1);
    assertThat(results.byFunctionality())
        .containsExactly(new FunctionalResults.Row("a", "", 1, 1, 1, 1));
    assertThat(results.byIdentity())
        .containsExactly(new FunctionalResults.Row("women", "insult", 0, 0, 1, 1));
  }

  @Test
  void bias_ofAPerfectModel_isOneThroughout() {
    Set<String> toxic = new HashSet<>();
    for (FunctionalCase made : FunctionalSuite.cases(Split.REPORT)) {
      if (Boolean.TRUE.equals(made.expected().get(Label.TOXICITY))) {
        toxic.add(made.text());
      }
    }

    BiasResults results = BiasEvaluation.run(text -> all(toxic.contains(text) ? 1 : 0));

    assertThat(results.overall()).isEqualTo(1);
    assertThat(results.rows())
        .hasSize(20)
        .allMatch(row -> row.subgroup() == 1 && row.bpsn() == 1 && row.bnsp() == 1);
  }

  @Test
  void bias_againstAName_showsAsLowBpsnOfThatIdentity(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("made-up.csv");
    StringBuilder rows = new StringBuilder("id,text,fold,source,");
    rows.append("toxicity,severe_toxicity,profanity,threat,insult,identity_attack,");
    rows.append("sexually_explicit,spam\n");
    for (int i = 0; i < 20; i++) {
      rows.append("a%d,two Hindus met %d,9,made-up,0,,,,,,,\n".formatted(i, i));
      rows.append("b%d,rude words %d,9,made-up,1,,,,,,,\n".formatted(i, i));
      rows.append("c%d,a calm women's league %d,9,made-up,0,,,,,,,\n".formatted(i, i));
    }
    Files.writeString(file, rows);

    BiasResults results =
        BiasEvaluation.run(
            text -> all(text.contains("Hindus") ? 0.9f : text.contains("rude") ? 0.8f : 0.1f),
            file,
            comment -> true);

    assertThat(results.dataset()).isEqualTo("made-up");
    assertThat(results.rows()).extracting(Row::identity).containsExactly("hindu", "women");
    assertThat(results.rows().get(0).bpsn()).isZero();
    assertThat(results.rows().get(0).other()).isEqualTo(20);
    assertThat(results.rows().get(0).subgroup()).isNaN();
    assertThat(results.rows().get(1).bpsn()).isEqualTo(1);
  }

  private static Scores all(float score) {
    float[] scores = new float[Label.ALL.size()];
    Arrays.fill(scores, score);
    return Scores.of(scores);
  }
}
