package dev.replyguard.training.report;

import dev.replyguard.training.functional.BiasResults;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.Evaluation.RobustnessFigures;
import dev.replyguard.training.perturbation.RobustnessResults;
import dev.replyguard.training.spam.SpamResults;
import java.util.List;

/** Cases, identities and disguises. */
final class BehaviourSections {
  private BehaviourSections() {}

  static void write(Html html, Evaluation evaluation) {
    html.open("section", "id", "suite").element("h2", "Functional suite");
    html.element(
        "p",
        "Made-up comments that show, thing by thing, what a model should and should not take for"
            + " abuse. A case counts as right by one label.",
        "class",
        "note");
    HtmlTable.write(html, BehaviourTables.byFunctionality(evaluation.functional()));
    HtmlTable.write(html, BehaviourTables.byIdentity(evaluation.functional()));
    html.closeLine();
    bias(html, evaluation.bias());
    robustness(html, evaluation.robustness());
    if (evaluation.spam() != null) {
      spam(html, evaluation.spam());
    }
  }

  private static void spam(Html html, SpamResults results) {
    html.open("section", "id", "spam").element("h2", "Spam");
    html.element(
        "p",
        BehaviourTables.spamSummary(results)
            + " Templates and words are other ones than those to train on. Some kinds are spam by"
            + " their author's name and site only.",
        "class",
        "note");
    HtmlTable.write(html, BehaviourTables.spamKinds(results));
    HtmlTable.write(html, BehaviourTables.falseAlarms(results));
    html.closeLine();
  }

  private static void bias(Html html, List<BiasResults> results) {
    html.open("section", "id", "bias").element("h2", "Bias by identity");
    html.element(
        "p",
        "Areas under the ROC curve of toxicity (Borkan et al., 2019). Subgroup: among comments"
            + " that name the identity. BPSN: toxic comments without it against other comments"
            + " with it; low where the mere mention scores high. BNSP: toxic comments with it"
            + " against other comments without it; low where attacks score low.",
        "class",
        "note");
    results.forEach(
        bias ->
            HtmlTable.write(
                html,
                BehaviourTables.bias(bias),
                (column, text) ->
                    column >= 3 && number(text) < bias.overall() - 0.05 ? "low" : ""));
    if (results.isEmpty()) {
      html.element("p", "Not measured: the model does not know toxicity.", "class", "note");
    }
    html.closeLine();
  }

  private static void robustness(Html html, List<RobustnessFigures> figures) {
    html.open("section", "id", "disguises").element("h2", "Disguised comments");
    for (RobustnessFigures at : figures.stream().limit(1).toList()) {
      RobustnessResults results = at.results();
      html.element(
          "p",
          "The same %s toxic and %s other comments (%s), written in %d ways that hide words."
                  .formatted(
                      Format.count(results.toxic()),
                      Format.count(results.clean()),
                      results.texts(),
                      results.rows().size())
              + " Recall kept: found in disguise, of those found without. Rise: by what part more"
              + " of the others are wrongly found; +0.10 is a tenth more.",
          "class",
          "note");
    }
    html.open("ul", "class", "plain");
    for (RobustnessFigures at : figures) {
      html.element(
          "li",
          "At %s (score %s): without disguise %s of the toxic comments are found, and %s of the others."
              .formatted(
                  BehaviourTables.threshold(at),
                  Format.number(at.results().threshold(), 3),
                  Format.percent(at.results().recall(), 1),
                  Format.percent(at.results().falsePositives(), 2)));
    }
    html.close();
    HtmlTable.write(
        html,
        BehaviourTables.robustness(figures),
        (column, text) -> {
          boolean isRecall = column % 2 == 1;
          if (isRecall) {
            return number(text) < Findings.LEAST_RECALL_KEPT ? "low" : "";
          }
          return number(text) > Findings.LARGEST_RISE ? "high" : "";
        });
    html.closeLine();
  }

  /** The number in a cell, or not a number. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
