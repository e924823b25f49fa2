package dev.replyguard.training.report;

import static dev.replyguard.training.report.Table.number;
import static dev.replyguard.training.report.Table.words;

import dev.replyguard.training.evaluation.Point;
import dev.replyguard.training.parity.AttributeParity;
import dev.replyguard.training.parity.AttributeParity.FlagRate;
import dev.replyguard.training.parity.ScoreEquating.Knot;
import java.util.ArrayList;
import java.util.List;

/**
 * How far thresholds made for another service keep their meaning, as a table for a terminal and as
 * a page of HTML with the curves.
 *
 * @param model the version of the model
 * @param attributes what was fitted and measured
 */
public record ParityReport(String model, List<AttributeParity> attributes) {
  public ParityReport {
    attributes = List.copyOf(attributes);
  }

  /** For a terminal. */
  public String text() {
    return table().toText() + System.lineSeparator();
  }

  /** The page. */
  public String page() {
    Html html = new Html().trusted("<!DOCTYPE html>\n");
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Score parity: " + model);
    html.open("style").trusted(HtmlReport.style()).close().closeLine();
    html.open("body").open("header").element("p", "ReplyGuard score parity", "class", "kind");
    html.element("h1", model);
    html.element(
        "p",
        "How Perspective's stored scores and the model's stand to each other. Mapped shares are"
            + " measured on comments that the mapping was not fitted on, in five folds. A mapping"
            + " keeps how many comments a threshold flags; which ones depends on how far the two"
            + " rank them alike, and no mapping changes that.",
        "class",
        "note");
    html.closeLine();
    html.open("main");
    HtmlTable.write(html, table());
    for (AttributeParity attribute : attributes) {
      html.open("section").element("h2", Format.words(attribute.label().key()));
      mapping(attribute).write(html);
      rates(attribute).write(html);
      html.closeLine();
    }
    html.close().close().closeLine();
    return html.toString();
  }

  private static Chart mapping(AttributeParity attribute) {
    List<Point> points = new ArrayList<>();
    for (Knot knot : attribute.mapping().knots()) {
      points.add(new Point(knot.ours(), knot.theirs()));
    }
    return new Chart(
            "Mapping",
            "From the model's score to the one told.",
            "score of the model",
            "score told")
        .withDiagonal()
        .line("mapping", "one", points);
  }

  private static Chart rates(AttributeParity attribute) {
    List<Point> theirs = new ArrayList<>();
    List<Point> unmapped = new ArrayList<>();
    List<Point> mapped = new ArrayList<>();
    for (FlagRate rate : attribute.rates()) {
      theirs.add(new Point(rate.threshold(), rate.theirs()));
      unmapped.add(new Point(rate.threshold(), rate.unmapped()));
      mapped.add(new Point(rate.threshold(), rate.mapped()));
    }
    return new Chart(
            "Flagged comments", "The share flagged from a threshold on.", "threshold", "share")
        .line("Perspective", "one", theirs)
        .line("model", "two", unmapped)
        .line("model, mapped", "three", mapped);
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (AttributeParity attribute : attributes) {
      for (FlagRate rate : attribute.rates()) {
        rows.add(
            List.of(
                attribute.label().key(),
                Integer.toString(attribute.pairs()),
                Format.number(attribute.rankCorrelation(), 3),
                Format.number(rate.threshold(), 1),
                Format.percent(rate.theirs(), 1),
                Format.percent(rate.unmapped(), 1),
                Format.percent(rate.mapped(), 1),
                Format.percent(rate.error(), 1),
                Format.percent(rate.agreement(), 1)));
      }
    }
    return new Table(
        "Flagged from a threshold on",
        List.of(
            words("attribute"),
            number("comments"),
            number("rank correlation"),
            number("threshold"),
            number("Perspective flags"),
            number("model, unmapped"),
            number("mapped"),
            number("off by"),
            number("alike")),
        rows);
  }
}
