package dev.replyguard.training.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Interval;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.measuring.EvaluationReport.BundleFigures;
import dev.replyguard.training.spam.SpamResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationFormatTest {
  private static final Evaluation EVALUATION =
      new Evaluation(
          "m-1",
          List.of(new Mean("d", List.of("spam"), 0.75, new Interval(0.5, 0.875))),
          List.of("d"),
          List.of(
              new Figures(
                  "d",
                  "all",
                  "spam",
                  20,
                  10,
                  0.5,
                  0.75,
                  0.5,
                  0.125,
                  new Figures.Intervals(0.95, new Interval(0.5, 1), null, null))),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new BiasResults(
                  "d", 0.5, List.of(new BiasResults.Row("men", 1, 2, Double.NaN, 0.5, 0.25)))),
          List.of(),
          new SpamResults(
              2,
              1,
              0.5,
              0.25,
              List.of(new SpamResults.Threshold(0.8, 0.75)),
              List.of(new SpamResults.Row("pharma", true, 2, List.of(1))),
              List.of(new SpamResults.Row("news", false, 4, List.of(0)))),
          null);

  @Test
  void read_whatWasWritten_isTheSame() throws DataException {
    String json = EvaluationFormat.write(EVALUATION);

    assertThat(EvaluationFormat.read(json, "test")).isEqualTo(EVALUATION);
    assertThat(json).contains("\"subgroup\" : null").endsWith("}\n");
  }

  @Test
  void read_anOlderEvaluation_hasWhatItHasAndNoMore() throws DataException {
    Evaluation older =
        EvaluationFormat.read(
            """
            {"model": "en-1",
             "means": [{"dataset": "d", "labels": ["spam"], "rocAuc": 0.9}],
             "figures": [{"dataset": "d", "rows": "fold 9", "label": "spam", "comments": 20,
                          "positives": 4, "baseRate": 0.2, "rocAuc": 0.9, "prAuc": 0.8,
                          "calibrationError": 0.01}]}
            """,
            "old.bundle");

    assertThat(older.figures()).extracting(Figures::rocAuc).containsExactly(0.9);
    assertThat(older.figures().get(0).intervals()).isNull();
    assertThat(older.means().get(0).interval()).isNull();
    assertThat(older.robustness()).isEmpty();
    assertThat(older.spam()).isNull();
    assertThat(older.recipe()).isNull();
  }

  @Test
  void read_somethingElse_isRefusedByName() {
    assertThatThrownBy(() -> EvaluationFormat.read("[1]", "x.bundle"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("x.bundle: ");
  }

  @Test
  void write_aReport_leavesOutTheTextsOfMistakes() {
    EvaluationReport report =
        new EvaluationReport(
            EVALUATION,
            new BundleFigures(10, 1.5),
            new SpeedFigures(0, 0, 0, 0, 0, 0, 0),
            List.of(),
            List.of(new Mistake("d", "row-7", "spam", 0.9f, false, "a private sentence")));

    String json = EvaluationFormat.write(report);

    assertThat(json)
        .contains("\"row-7\"", "\"worstMistakes\"", "\"loadMillis\" : 1.5", "\"model\" : \"m-1\"")
        .doesNotContain("private");
    assertThat(report.mistakes().get(0).toString()).doesNotContain("private");
  }
}
