package dev.replyguard.training.report;

import dev.replyguard.model.Label;
import dev.replyguard.training.measuring.Mistake;
import java.util.List;

/** The worst mistakes, hidden until someone asks for them: the texts are as people wrote them. */
final class MistakeSection {
  private static final int LONGEST = 600;

  private MistakeSection() {}

  static void write(Html html, List<Mistake> mistakes) {
    html.open("section", "id", "mistakes").element("h2", "Worst mistakes");
    if (mistakes.isEmpty()) {
      html.element("p", "Left out of this report.", "class", "note").closeLine();
      return;
    }
    html.element(
        "p",
        "Comments that the model is furthest off about; often it is the label that is wrong."
            + " Many are offensive. Do not pass this page on to people who did not ask for it.",
        "class",
        "note");
    for (Label label : Label.ALL) {
      List<Mistake> found =
          mistakes.stream().filter(mistake -> mistake.label().equals(label.key())).toList();
      if (!found.isEmpty()) {
        html.open("details", "class", "mistakes");
        html.element("summary", Format.words(label.key()) + ": show comments, many offensive");
        table(html, "Scored too high", found.stream().filter(m -> !m.positive()).toList());
        table(html, "Scored too low", found.stream().filter(Mistake::positive).toList());
        html.closeLine();
      }
    }
    html.closeLine();
  }

  private static void table(Html html, String caption, List<Mistake> mistakes) {
    if (mistakes.isEmpty()) {
      return;
    }
    HtmlTable.open(html, caption);
    html.open("thead").open("tr");
    html.element("th", "score", "scope", "col", "class", "n");
    html.element("th", "data", "scope", "col").element("th", "row", "scope", "col");
    html.element("th", "comment", "scope", "col").close().close().open("tbody");
    for (Mistake mistake : mistakes) {
      html.open("tr");
      html.element("td", Format.number(mistake.score(), 4), "class", "n");
      html.element("td", mistake.dataset()).element("td", mistake.id());
      html.open("td", "class", "comment").element("bdi", cut(mistake.text())).close();
      html.closeLine();
    }
    html.close();
    HtmlTable.close(html);
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " \u2026";
  }
}
