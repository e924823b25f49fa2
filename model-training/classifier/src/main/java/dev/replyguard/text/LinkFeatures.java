package dev.replyguard.text;

import dev.replyguard.text.Surface.Markup;
import java.util.List;

/** Takes the features of a text's links. Immutable. */
final class LinkFeatures {
  /** The names of the steps of {@link StructuralFeature#LINK_FORM}. */
  static final List<String> FORMS =
      List.of(
          "",
          "link with http",
          "link with www",
          "bare domain",
          "link in HTML",
          "link in BBCode",
          "link in Markdown",
          "links in two kinds of markup",
          "anchor of one word",
          "anchor of two or three words",
          "anchor of four words or more",
          "anchor with a commercial word",
          "anchor that is a link itself");

  private static final int HTTP = 1;
  private static final int WWW = 2;
  private static final int BARE = 3;
  private static final int HTML = 4;
  private static final int BBCODE = 5;
  private static final int MARKDOWN = 6;
  private static final int TWO_MARKUPS = 7;
  private static final int ONE_WORD = 8;
  private static final int FEW_WORDS = 9;
  private static final int MANY_WORDS = 10;
  private static final int COMMERCIAL_ANCHOR = 11;
  private static final int LINK_AS_ANCHOR = 12;

  private static final int MOST_ANCHOR_UNITS = 200;

  private final StructureSink sink;

  LinkFeatures(StructureSink sink) {
    this.sink = sink;
  }

  void extract(String text, Surface surface, FeatureBuffer into) {
    if (surface.links == 0) {
      return;
    }
    sink.add(StructuralFeature.LINK_COUNT, countStep(surface.links), into);
    sink.add(StructuralFeature.LINK_SHARE, shareStep(text, surface), into);
    place(surface, into);
    boolean otherMarkup = false;
    for (int link = 0; link < surface.listedLinks(); link++) {
      otherMarkup |= surface.markup(link) != surface.markup(0);
      form(text, surface, link, into);
    }
    sink.addIf(otherMarkup, StructuralFeature.LINK_FORM, TWO_MARKUPS, into);
    traits(text, surface, into);
  }

  private static int countStep(int links) {
    if (links <= 2) {
      return links;
    }
    return links < 5 ? 3 : links < 10 ? 4 : 5;
  }

  private static int shareStep(String text, Surface surface) {
    double share = (double) surface.linkUnits / Math.max(1, text.length() - surface.blanks);
    if (share <= 0.1) {
      return 1;
    }
    return share <= 0.3 ? 2 : share <= 0.6 ? 3 : 4;
  }

  private void place(Surface surface, FeatureBuffer into) {
    boolean starts = !surface.wordBeforeLinks;
    boolean ends = !surface.wordAfterLinks;
    int step = starts ? (ends ? 3 : 1) : (ends ? 2 : 4);
    sink.add(StructuralFeature.LINK_PLACE, step, into);
  }

  private void form(String text, Surface surface, int link, FeatureBuffer into) {
    int start = surface.linkStart(link);
    int end = surface.linkEnd(link);
    int written = text.regionMatches(true, start, "www.", 0, 4) ? WWW : BARE;
    if (text.startsWith("://", start + 3)
        || text.startsWith("://", start + 4)
        || text.startsWith("://", start + 5)) {
      written = HTTP;
    }
    sink.add(StructuralFeature.LINK_FORM, written, start, end, into);
    Markup markup = surface.markup(link);
    if (markup != Markup.NONE) {
      int step = markup == Markup.HTML ? HTML : markup == Markup.BBCODE ? BBCODE : MARKDOWN;
      sink.add(StructuralFeature.LINK_FORM, step, start, end, into);
    }
    int anchorStart = surface.anchorStart(link);
    int anchorEnd = surface.anchorEnd(link);
    if (anchorStart < anchorEnd) {
      anchor(text, anchorStart, anchorEnd, start, into);
    }
  }

  private void anchor(String text, int start, int end, int link, FeatureBuffer into) {
    boolean linked = (link >= start && link < end) || text.startsWith("http", start);
    if (linked) {
      sink.add(StructuralFeature.LINK_FORM, LINK_AS_ANCHOR, start, end, into);
      return;
    }
    int words = 0;
    boolean commerce = false;
    int word = start;
    int limit = Math.min(end, start + MOST_ANCHOR_UNITS);
    for (int i = start; i <= limit; i++) {
      if (i == limit || text.charAt(i) <= ' ') {
        words += i > word ? 1 : 0;
        commerce |= i > word && WordClass.COMMERCE.isIn(WordClasses.of(text, word, i));
        word = i + 1;
      }
    }
    int step = words > 3 ? MANY_WORDS : words > 1 ? FEW_WORDS : ONE_WORD;
    sink.add(StructuralFeature.LINK_FORM, step, start, end, into);
    if (commerce) {
      sink.add(StructuralFeature.LINK_FORM, COMMERCIAL_ANCHOR, start, end, into);
    }
  }

  private void traits(String text, Surface surface, FeatureBuffer into) {
    int listed = surface.listedLinks();
    int[] domains = into.scratch(listed);
    int most = 0;
    int different = 0;
    for (int link = 0; link < listed; link++) {
      int start = surface.linkStart(link);
      int end = surface.linkEnd(link);
      surface.address.read(text, start, end);
      domains[link] = surface.address.domainHash();
      int same = 0;
      for (int other = 0; other <= link; other++) {
        same += domains[other] == domains[link] ? 1 : 0;
      }
      most = Math.max(most, same);
      different += same == 1 ? 1 : 0;
      int traits = LinkTraits.of(text, surface.address);
      for (int trait = 0; trait < LinkTraits.count(); trait++) {
        if (LinkTraits.has(traits, trait)) {
          sink.add(StructuralFeature.LINK_TRAIT, trait, start, end, into);
        }
      }
    }
    sink.addIf(most == 2, StructuralFeature.LINK_DOMAINS, 1, into);
    sink.addIf(most > 2, StructuralFeature.LINK_DOMAINS, 2, into);
    sink.addIf(different > 2, StructuralFeature.LINK_DOMAINS, 3, into);
  }
}
