package dev.replyguard.text;

import java.util.Set;

/** Takes the {@linkplain StructuralFeature structural features} that are switched on. */
final class StructuralFeatures {
  private static final String[] LINK_STARTS = {"http://", "https://", "ww."};

  private final boolean capitalWords;
  private final boolean capitalShare;
  private final boolean exclamations;
  private final boolean links;
  private final boolean lengthSteps;
  private final FeatureExtractor extractor;
  private final int seed;

  StructuralFeatures(Set<StructuralFeature> switchedOn, FeatureExtractor extractor, int seed) {
    this.capitalWords = switchedOn.contains(StructuralFeature.CAPITAL_WORDS);
    this.capitalShare = switchedOn.contains(StructuralFeature.CAPITAL_SHARE);
    this.exclamations = switchedOn.contains(StructuralFeature.EXCLAMATIONS);
    this.links = switchedOn.contains(StructuralFeature.LINKS);
    this.lengthSteps = switchedOn.contains(StructuralFeature.LENGTH);
    this.extractor = extractor;
    this.seed = seed;
  }

  /** Takes them; {@code text} is the input's, normalised. */
  void extract(ScoringInput input, NormalizedText text, Tokens tokens, FeatureBuffer into) {
    if (capitalWords) {
      capitalWords(text, tokens, into);
    }
    if (links) {
      links(text, tokens, into);
    }
    if (capitalShare) {
      wholeText(StructuralFeature.CAPITAL_SHARE, capitalShare(input.text()), into);
    }
    if (exclamations) {
      int count = count(input.text(), '!');
      wholeText(StructuralFeature.EXCLAMATIONS, powerOfTwo(count), into);
    }
    if (lengthSteps) {
      wholeText(StructuralFeature.LENGTH, powerOfTwo(text.length()), into);
    }
  }

  private void capitalWords(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    int kind = FeatureExtractor.step(seed, StructuralFeature.CAPITAL_WORDS.code());
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      if (tokens.isWord(token) && isCapitals(text, start, end)) {
        into.add(extractor.bucket(kind), start, end);
        int hash = FeatureExtractor.hash(kind, text.padded(), start, end);
        into.add(extractor.bucket(hash), start, end);
      }
    }
  }

  private void links(NormalizedText text, Tokens tokens, FeatureBuffer into) {
    int kind = FeatureExtractor.step(seed, StructuralFeature.LINKS.code());
    int count = 0;
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      if (isLink(text, start)) {
        count++;
        into.add(extractor.bucket(kind), start, tokens.end(token));
      }
    }
    wholeText(StructuralFeature.LINKS, powerOfTwo(count), into);
  }

  private void wholeText(StructuralFeature feature, int step, FeatureBuffer into) {
    int hash = FeatureExtractor.step(FeatureExtractor.step(seed, feature.code()), step + 1);
    into.add(extractor.bucket(hash), FeatureBuffer.WHOLE_TEXT, FeatureBuffer.WHOLE_TEXT);
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
