package dev.replyguard.training.functional;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.functional.FunctionalResults.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Runs the functional suite against a model. */
public final class FunctionalEvaluation {
  /** From this score on a label counts as given, where nothing else is said. */
  public static final double DEFAULT_THRESHOLD = 0.5;

  private FunctionalEvaluation() {}

  /** Runs the cases to report on, a label given from {@value #DEFAULT_THRESHOLD} on. */
  public static FunctionalResults run(Function<String, Scores> model) {
    return run(model, FunctionalSuite.cases(Split.REPORT), label -> DEFAULT_THRESHOLD);
  }

  /**
   * Runs cases, passing over those about a label that the model does not know.
   *
   * @param model scores a text
   * @param thresholds from which score on a label counts as given, 0..1
   */
  public static FunctionalResults run(
      Function<String, Scores> model,
      List<FunctionalCase> cases,
      ToDoubleFunction<Label> thresholds) {
    Map<String, Count> byFunctionality = new LinkedHashMap<>();
    Map<String, Count> byIdentity = new LinkedHashMap<>();
    int run = 0;
    int right = 0;
    for (FunctionalCase tested : cases) {
      Label label = tested.judgedBy();
      Scores scores = model.apply(tested.text());
      if (!scores.has(label)) {
        continue;
      }
      run++;
      boolean given = scores.get(label) >= thresholds.applyAsDouble(label);
      boolean correct = given == tested.isPositive();
      right += correct ? 1 : 0;
      byFunctionality
          .computeIfAbsent(tested.functionality(), name -> new Count())
          .add(tested, correct);
      tested
          .identity()
          .ifPresent(
              name -> byIdentity.computeIfAbsent(name, n -> new Count()).add(tested, correct));
    }
    return new FunctionalResults(
        run, (double) right / run, rows(byFunctionality), rows(byIdentity));
  }

  private static List<Row> rows(Map<String, Count> counts) {
    List<Row> rows = new ArrayList<>();
    counts.forEach((name, count) -> rows.add(count.row(name)));
    return rows;
  }

  private static final class Count {
    private int positive;
    private int positiveRight;
    private int negative;
    private int negativeRight;
    private String label = "";
    private boolean mixed;

    void add(FunctionalCase tested, boolean correct) {
      mixed |= !label.isEmpty() && !label.equals(tested.judgedBy().key());
      label = tested.judgedBy().key();
      if (tested.isPositive()) {
        positive++;
        positiveRight += correct ? 1 : 0;
      } else {
        negative++;
        negativeRight += correct ? 1 : 0;
      }
    }

    Row row(String name) {
      return new Row(name, mixed ? "" : label, positive, positiveRight, negative, negativeRight);
    }
  }
}
