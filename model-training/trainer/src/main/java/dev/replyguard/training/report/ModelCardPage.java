package dev.replyguard.training.report;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.spam.SpamResults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's model card (Mitchell et al., "Model Cards for Model Reporting", 2019) in Markdown: a
 * template that people write, with places such as {@code {{figures}}} that the bundle fills.
 */
public final class ModelCardPage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)(?: ([^}]+))?}}");

  private static final String NOT_MEASURED = "Not measured when this bundle was made.";

  private final Evaluation evaluation;
  private final Map<String, Supplier<String>> places = new LinkedHashMap<>();

  /**
   * A card of {@code bundle}.
   *
   * @param evaluation the bundle's own, or what was measured anew
   */
  public ModelCardPage(Bundle bundle, Evaluation evaluation) {
    this.evaluation = evaluation;
    ModelCard card = bundle.card();
    places.put("name", card::name);
    places.put("version", bundle::version);
    places.put("description", card::description);
    places.put("languages", () -> String.join(", ", card.languages()));
    places.put("labels", () -> labels(bundle));
    places.put("findings", () -> findings(bundle));
    places.put(
        "data",
        () ->
            card.sources().isEmpty()
                ? "What it was trained on is not known here."
                : EvaluationTables.data(card).toMarkdown());
    places.put("means", () -> EvaluationTables.means(evaluation).toMarkdown());
    places.put("recommended", () -> EvaluationTables.recommended(bundle.thresholds()).toMarkdown());
    places.put("thresholds", () -> markdown(EvaluationTables.thresholds(evaluation)));
    places.put("headlines", () -> markdown(EvaluationTables.headlines(evaluation)));
    places.put("figures", () -> EvaluationTables.figures(evaluation).toMarkdown());
    places.put("calibration", () -> markdown(EvaluationTables.calibrations(evaluation)));
    places.put("functional", this::functional);
    places.put("identities", () -> markdown(BehaviourTables.byIdentity(evaluation.functional())));
    places.put("bias", this::bias);
    places.put("robustness", () -> markdown(BehaviourTables.robustness(evaluation.robustness())));
    places.put("spam", this::spam);
    places.put("provenance", card::provenance);
  }

  /** The names of the places a template may have; beside them {@code {{mean DATA}}}. */
  public List<String> places() {
    return List.copyOf(places.keySet());
  }

  /**
   * What a card is made from.
   *
   * @param name for messages
   * @param text Markdown with places
   */
  public record Template(String name, String text) {}

  /**
   * The card.
   *
   * @throws DataException when the template has a place that nothing fills
   */
  public String fill(Template template) throws DataException {
    StringBuilder page = new StringBuilder();
    long line = 0;
    for (String text : template.text().lines().toList()) {
      page.append(filled(text, template.name(), ++line)).append('\n');
    }
    return page.toString();
  }

  private String filled(String text, String template, long line) throws DataException {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher.group(1), matcher.group(2));
      if (value == null) {
        throw new DataException(
            template,
            line,
            "%s is no place that a bundle fills; there are %s and {{mean DATA}}"
                .formatted(
                    matcher.group(),
                    places.keySet().stream()
                        .map("{{%s}}"::formatted)
                        .collect(Collectors.joining(", "))));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value.stripTrailing()));
    }
    return matcher.appendTail(filled).toString();
  }

  private @Nullable String value(String place, @Nullable String of) {
    if (place.equals("mean") && of != null) {
      return evaluation.means().stream()
          .filter(mean -> mean.dataset().equals(of))
          .map(ModelCardPage::mean)
          .findFirst()
          .orElse(null);
    }
    Supplier<String> known = of == null ? places.get(place) : null;
    return known == null ? null : known.get();
  }

  private static String mean(Mean mean) {
    return Format.with(mean.rocAuc(), mean.interval(), 4);
  }

  private static String labels(Bundle bundle) {
    return Label.ALL.stream()
        .filter(bundle.thresholds()::containsKey)
        .map(label -> "`" + label.key() + "`")
        .collect(Collectors.joining(", "));
  }

  /** What a reader should mind; what is as it should be is in the tables. */
  private String findings(Bundle bundle) {
    return Findings.of(evaluation, bundle.thresholds()).stream()
        .filter(finding -> !finding.isGood())
        .map(finding -> "- " + finding.text())
        .collect(Collectors.joining("\n"));
  }

  private String functional() {
    String accuracy =
        evaluation.functional().stream()
            .map(
                at ->
                    "%s of %d cases right at %s"
                        .formatted(
                            Format.percent(at.results().accuracy(), 1),
                            at.results().cases(),
                            at.at()))
            .collect(Collectors.joining("; "));
    String table = markdown(BehaviourTables.byFunctionality(evaluation.functional()));
    return accuracy.isEmpty() ? table : accuracy + ".\n\n" + table;
  }

  private String spam() {
    SpamResults results = evaluation.spam();
    return results == null
        ? NOT_MEASURED
        : "%s\n\n%s\n%s"
            .formatted(
                BehaviourTables.spamSummary(results),
                BehaviourTables.spamKinds(results).toMarkdown(),
                markdown(BehaviourTables.falseAlarms(results)));
  }

  private String bias() {
    return evaluation.bias().isEmpty()
        ? NOT_MEASURED
        : evaluation.bias().stream()
            .map(BehaviourTables::bias)
            .map(table -> table.caption() + ".\n\n" + table.toMarkdown())
            .collect(Collectors.joining("\n"));
  }

  private static String markdown(Table table) {
    return table.rows().isEmpty() ? NOT_MEASURED : table.toMarkdown();
  }
}
