package dev.replyguard.text;

import java.util.List;

/**
 * Takes the features of what a comment's author says of himself: a name, the address of a site. An
 * author of whom nothing is known has none. Immutable.
 */
final class AuthorFeatures {
  /** The names of the steps of {@link StructuralFeature#AUTHOR_URL}. */
  static final List<String> URLS =
      List.of(
          "",
          "author leaves the address of a site",
          "author leaves the address of a site with a short text",
          "author's site is linked in the text",
          "author leaves the address of a site, and links in the text");

  /** The names of the steps of {@link StructuralFeature#AUTHOR_NAME}. */
  static final List<String> NAMES =
      List.of(
          "",
          "author name reads as a search phrase",
          "author name of three words or more",
          "author name in small letters",
          "author name with digits",
          "author name with a commercial word",
          "author name with an address",
          "author name of the words of the author's site",
          "author name of 30 characters or more",
          "author name like a person's",
          "author name in another script");

  private static final int SHORT_TEXT = 15;
  private static final int LONG_NAME = 30;
  private static final int MOST_NAME_UNITS = 100;
  private static final int SHORTEST_HOST_WORD = 3;
  private static final int MOST_URL_UNITS = 500;

  private final StructureSink sink;

  AuthorFeatures(StructureSink sink) {
    this.sink = sink;
  }

  /** Takes them; {@code words} tells how many the text has. */
  void extract(ScoringInput input, Surface surface, int words, FeatureBuffer into) {
    String url = input.authorUrl();
    String name = input.authorName();
    if (url != null && input.hasAuthorUrl()) {
      int end = Math.min(url.length(), MOST_URL_UNITS);
      boolean linked = links(input.text(), url, end, surface);
      surface.address.read(url, 0, end);
      url(url, surface, words, into);
      sink.addIf(linked, StructuralFeature.AUTHOR_URL, 3, into);
    }
    if (name != null && !name.isBlank()) {
      name(name, input, surface.address, into);
    }
  }

  private void url(String url, Surface surface, int words, FeatureBuffer into) {
    sink.add(StructuralFeature.AUTHOR_URL, 1, into);
    sink.addIf(words <= SHORT_TEXT, StructuralFeature.AUTHOR_URL, 2, into);
    sink.addIf(surface.links > 0, StructuralFeature.AUTHOR_URL, 4, into);
    int traits = LinkTraits.of(url, surface.address);
    for (int trait = 0; trait < LinkTraits.count(); trait++) {
      sink.addIf(LinkTraits.has(traits, trait), StructuralFeature.AUTHOR_URL_TRAIT, trait, into);
    }
  }

  /** Whether the text has a link to the same domain. */
  private static boolean links(String text, String url, int end, Surface surface) {
    surface.address.read(url, 0, end);
    int domain = surface.address.domainHash();
    for (int link = 0; link < surface.listedLinks(); link++) {
      surface.address.read(text, surface.linkStart(link), surface.linkEnd(link));
      if (surface.address.domainHash() == domain) {
        return true;
      }
    }
    return false;
  }

  private void name(String name, ScoringInput input, WebAddress site, FeatureBuffer into) {
    int end = Math.min(name.length(), MOST_NAME_UNITS);
    int words = 0;
    int commerce = 0;
    int digits = 0;
    int capitals = 0;
    int inHost = 0;
    int foreign = 0;
    boolean address = false;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      char unit = i < end ? name.charAt(i) : ' ';
      if (Character.isLetterOrDigit(unit) || unit == '\'') {
        digits += unit >= '0' && unit <= '9' ? 1 : 0;
        capitals += Character.isUpperCase(unit) ? 1 : 0;
        foreign += unit >= 0x370 && Character.isLetter(unit) ? 1 : 0;
        continue;
      }
      address |= unit == '@' || (unit == '.' && isAddress(name, i, end));
      if (i > start) {
        words++;
        commerce += WordClass.COMMERCE.isIn(WordClasses.of(name, start, i)) ? 1 : 0;
        boolean host = input.hasAuthorUrl() && isInHost(name, start, i, input, site);
        inHost += host ? 1 : 0;
      }
      start = i + 1;
    }
    boolean small = capitals == 0 && foreign == 0;
    boolean odd = small || digits > 0 || commerce > 0;
    boolean phrase = (words > 2 && odd) || (words > 1 && commerce > 0);
    StructuralFeature feature = StructuralFeature.AUTHOR_NAME;
    sink.addIf(phrase, feature, 1, into);
    sink.addIf(words > 2, feature, 2, into);
    sink.addIf(small, feature, 3, into);
    sink.addIf(digits > 0, feature, 4, into);
    sink.addIf(commerce > 0, feature, 5, into);
    sink.addIf(address, feature, 6, into);
    sink.addIf(words > 1 && inHost > 1, feature, 7, into);
    sink.addIf(name.length() >= LONG_NAME, feature, 8, into);
    sink.addIf(words < 4 && capitals >= words && !odd && !address, feature, 9, into);
    sink.addIf(foreign > 2, feature, 10, into);
  }

  /** A full stop with letters at both sides, as no initial has it. */
  private static boolean isAddress(String name, int dot, int end) {
    return dot > 1
        && dot + 2 < end
        && Character.isLetterOrDigit(name.charAt(dot - 1))
        && Character.isLetterOrDigit(name.charAt(dot - 2))
        && Character.isLetter(name.charAt(dot + 1))
        && Character.isLetter(name.charAt(dot + 2));
  }

  private static boolean isInHost(
      String name, int start, int end, ScoringInput input, WebAddress site) {
    String url = input.authorUrl();
    int length = end - start;
    if (url == null || length < SHORTEST_HOST_WORD) {
      return false;
    }
    for (int i = site.hostStart(); i + length <= site.hostEnd(); i++) {
      if (url.regionMatches(true, i, name, start, length)) {
        return true;
      }
    }
    return false;
  }
}
