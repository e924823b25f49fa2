package dev.replyguard.training.report;

import dev.replyguard.model.Bundle;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.training.evaluation.Resampling;
import dev.replyguard.training.measuring.EvaluationReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An evaluation as one page of HTML: nothing is loaded from anywhere, no script runs, and it
 * follows the reader's light or dark theme.
 *
 * @param bundle what was measured
 * @param report what was found
 * @param resampling how intervals were made
 * @param date of the measuring
 */
public record HtmlReport(
    Bundle bundle, EvaluationReport report, Resampling resampling, LocalDate date) {
  private static final String STYLE = "report.css";

  /** The page. */
  public String page() {
    Map<Label, RecommendedThresholds> thresholds = bundle.thresholds();
    Html html = new Html().trusted("<!DOCTYPE html>\n");
    html.open("html", "lang", "en");
    head(html);
    html.open("body").element("a", "Skip to the summary", "class", "skip", "href", "#summary");
    header(html);
    navigation(html);
    html.open("main");
    SummarySection.write(html, report, thresholds);
    new LabelSection(html, report, thresholds).write();
    SourceSection.write(html, report.evaluation());
    thresholds(html, thresholds);
    BehaviourSections.write(html, report.evaluation());
    MistakeSection.write(html, report.mistakes());
    about(html);
    html.closeLine().close().closeLine();
    return html.toString();
  }

  private void head(Html html) {
    html.open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.open(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    html.element("title", "Model report: " + bundle.version());
    html.open("style").trusted(style()).close().closeLine();
  }

  private void header(Html html) {
    html.open("header").element("p", "ReplyGuard model report", "class", "kind");
    html.element("h1", bundle.version());
    html.element("p", bundle.card().description());
    html.element(
        "p", "Measured on %s, on %d data sets.".formatted(date, datasets()), "class", "note");
    html.closeLine();
  }

  private long datasets() {
    return report.evaluation().figures().stream()
        .map(f -> f.dataset() + f.rows())
        .distinct()
        .count();
  }

  private void navigation(Html html) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("summary", "Summary");
    sections.put("labels", "Labels");
    sections.put("sources", "Sources");
    sections.put("thresholds", "Thresholds");
    sections.put("suite", "Suite");
    sections.put("bias", "Bias");
    sections.put("disguises", "Disguises");
    if (report.evaluation().spam() != null) {
      sections.put("spam", "Spam");
    }
    sections.put("mistakes", "Mistakes");
    sections.put("about", "About");
    html.open("nav", "aria-label", "Sections").open("ul");
    sections.forEach((id, name) -> html.open("li").element("a", name, "href", "#" + id).close());
    html.close().closeLine();
  }

  private void thresholds(Html html, Map<Label, RecommendedThresholds> thresholds) {
    html.open("section", "id", "thresholds").element("h2", "Thresholds");
    html.element(
        "p",
        "Precision: the share of hits that deserve the label. Recall: the share of those that"
            + " deserve it found. In brackets: 95 % intervals.",
        "class",
        "note");
    HtmlTable.write(html, EvaluationTables.recommended(thresholds));
    HtmlTable.write(html, EvaluationTables.thresholds(report.evaluation()), 1);
    if (!report.evaluation().calibrations().isEmpty()) {
      HtmlTable.write(html, EvaluationTables.calibrations(report.evaluation()));
    }
    html.closeLine();
  }

  private void about(Html html) {
    ModelCard card = bundle.card();
    html.open("section", "id", "about").element("h2", "About these figures");
    html.open("dl", "class", "about");
    entry(html, "Languages the model covers", String.join(", ", card.languages()));
    entry(html, "How it was made", card.provenance());
    entry(
        html,
        "Intervals",
        ("Percentile bootstrap (Efron and Tibshirani, 1993): %d resamples of whole comments, seed"
                + " %d, %s confidence; none where fewer than %d comments have the label or lack"
                + " it.")
            .formatted(
                resampling.replicates(),
                resampling.seed(),
                Format.percent(resampling.confidence(), 0),
                Resampling.FEWEST));
    entry(
        html,
        "Areas and errors",
        "ROC AUC counts ties half; PR AUC is average precision; ECE is the expected calibration"
            + " error over ten bins of the same width. All are weighted where comments have"
            + " weights.");
    entry(
        html,
        "Speed",
        report.speed().comments() == 0
            ? "Too few comments to say."
            : ("%s comments of %s characters on average, on one thread, the shortest of several"
                    + " times each: median %s \u00b5s, 99 of 100 within %s \u00b5s, and %s"
                    + " \u00b5s at the median of %s comments of 240 to 320 characters. Java %s.")
                .formatted(
                    Format.count(report.speed().comments()),
                    Format.count(report.speed().meanCharacters()),
                    Format.number(report.speed().medianMicros(), 1),
                    Format.number(report.speed().p99Micros(), 1),
                    Format.number(report.speed().typicalMedianMicros(), 1),
                    Format.count(report.speed().typicalComments()),
                    System.getProperty("java.version")));
    html.close();
    HtmlTable.write(html, EvaluationTables.data(card));
    html.closeLine();
  }

  private static void entry(Html html, String name, String text) {
    html.element("dt", name).element("dd", text);
  }

  static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(STYLE + " cannot be read", e);
    }
  }
}
