package dev.replyguard.text;

import java.util.Set;

/** Takes the {@linkplain StructuralFeature structural features} that are switched on. */
final class StructuralFeatures {
  private static final String[] LINK_STARTS = {"http://", "https://", "ww."};

  private final StructureSink sink;
  private final LinkFeatures links;
  private final SurfaceFeatures marks;
  private final WordingFeatures wordings;
  private final AuthorFeatures authors;
  // Whether anything is switched on that reads the surface.
  private final boolean surfaces;

  StructuralFeatures(Set<StructuralFeature> switchedOn, FeatureExtractor extractor, int seed) {
    this.sink = new StructureSink(switchedOn, extractor, seed);
    this.links = new LinkFeatures(sink);
    this.marks = new SurfaceFeatures(sink);
    this.wordings = new WordingFeatures(sink);
    this.authors = new AuthorFeatures(sink);
    this.surfaces =
        switchedOn.stream().anyMatch(f -> f.compareTo(StructuralFeature.LINK_COUNT) >= 0);
  }

  /** Takes them; {@code text} is the input's, normalised. */
  void extract(ScoringInput input, NormalizedText text, Tokens tokens, FeatureBuffer into) {
    if (sink.isOn(StructuralFeature.CAPITAL_WORDS)) {
      capitalWords(text, tokens, into);
    }
    if (sink.isOn(StructuralFeature.LINKS)) {
      links(text, tokens, into);
    }
    if (sink.isOn(StructuralFeature.CAPITAL_SHARE)) {
      sink.add(StructuralFeature.CAPITAL_SHARE, capitalShare(input.text()), into);
    }
    if (sink.isOn(StructuralFeature.EXCLAMATIONS)) {
      int count = count(input.text(), '!');
      sink.add(StructuralFeature.EXCLAMATIONS, powerOfTwo(count), into);
    }
    sink.add(StructuralFeature.LENGTH, powerOfTwo(text.length()), into);
    if (surfaces) {
      surface(input, tokens, into);
    }
  }

  private void surface(ScoringInput input, Tokens tokens, FeatureBuffer into) {
    Surface surface = into.readSurface(input.text());
    Wording wording = into.wording();
    wording.read(tokens);
    links.extract(input.text(), surface, into);
    marks.extract(surface, wording.messenger, into);
    wordings.extract(input, tokens, surface, wording, into);
    authors.extract(input, surface, wording.words, into);
  }

  private void capitalWords(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    int kind = sink.start(StructuralFeature.CAPITAL_WORDS);
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      if (tokens.isWord(token) && isCapitals(text, start, end)) {
        into.add(sink.bucket(kind), start, end);
        int hash = FeatureExtractor.hash(kind, text.padded(), start, end);
        into.add(sink.bucket(hash), start, end);
      }
    }
  }

  private void links(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    int kind = sink.start(StructuralFeature.LINKS);
    int count = 0;
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      if (isLink(text, start)) {
        count++;
        into.add(sink.bucket(kind), start, tokens.end(token));
      }
    }
    sink.add(StructuralFeature.LINKS, powerOfTwo(count), into);
  }

  /** Two letters or more, as written, and none of them small. */
  private static boolean isCapitals(NormalizedText text, int start, int end) {
    if (!Character.isUpperCase(text.original().charAt(text.start(start)))) {
      return false;
    }
    int letters = 0;
    for (int i = text.start(start); i < text.end(end - 1); i++) {
      char unit = text.original().charAt(i);
      if (Character.isLowerCase(unit)) {
        return false;
      }
      letters += Character.isUpperCase(unit) ? 1 : 0;
    }
    return letters > 1;
  }

  /** The start of a link, in the form it has once runs of letters are cut. */
  private static boolean isLink(NormalizedText text, int start) {
    char first = text.charAt(start);
    if (first != 'h' && first != 'w') {
      return false;
    }
    for (String prefix : LINK_STARTS) {
      if (startsWith(text, start, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(NormalizedText text, int start, String prefix) {
    if (text.length() - start < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(start + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** 0 for no capitals, then up to a tenth, three tenths, six tenths of the letters, and more. */
  private static int capitalShare(String text) {
    int letters = 0;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit >= 'a' && unit <= 'z') {
        letters++;
      } else if (Character.isUpperCase(unit)) {
        capitals++;
        letters++;
      } else if (Character.isLowerCase(unit)) {
        letters++;
      }
    }
    if (capitals == 0) {
      return 0;
    }
    double share = (double) capitals / letters;
    if (share <= 0.1) {
      return 1;
    }
    if (share <= 0.3) {
      return 2;
    }
    return share <= 0.6 ? 3 : 4;
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + 1)) {
      count++;
    }
    return count;
  }

  /** 0 for 0, else one more than the power of two: 1, 2-3, 4-7 and so on. */
  private static int powerOfTwo(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count);
  }
}
