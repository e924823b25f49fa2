package dev.replyguard.text;

import java.util.Set;

/** Takes the {@linkplain StructuralFeature structural features} that are switched on. */
final class StructuralFeatures {
  // A link starts with one of these words and with what follows it there.
  private static final int HTTP = WordClasses.hash("http", 0, 4);
  private static final int HTTPS = WordClasses.hash("https", 0, 5);
  private static final int WW = WordClasses.hash("ww", 0, 2);
  private static final String[] LINK_STARTS = {"http://", "https://", "ww."};

  private final StructureSink sink;
  private final LinkFeatures links;
  private final SurfaceFeatures marks;
  private final WordingFeatures wordings;
  private final AuthorFeatures authors;
  // Whether anything is switched on that reads the surface.
  private final boolean surfaces;
  private final boolean none;

  StructuralFeatures(Set<StructuralFeature> switchedOn, FeatureExtractor extractor, int seed) {
    this.sink = new StructureSink(switchedOn, extractor, seed);
    this.links = new LinkFeatures(sink);
    this.marks = new SurfaceFeatures(sink);
    this.wordings = new WordingFeatures(sink);
    this.authors = new AuthorFeatures(sink);
    this.none = switchedOn.isEmpty();
    this.surfaces =
        switchedOn.stream().anyMatch(f -> f.compareTo(StructuralFeature.LINK_COUNT) >= 0);
  }

  /** Takes them; {@code text} is the input's, normalised. */
  void extract(ScoringInput input, NormalizedText text, Tokens tokens, FeatureBuffer into) {
    if (none) {
      return;
    }
    WrittenScan written = into.readWritten(text);
    if (sink.isOn(StructuralFeature.CAPITAL_WORDS) && written.capitals() > 1) {
      capitalWords(text, tokens, written, into);
    }
    if (sink.isOn(StructuralFeature.LINKS)) {
      links(text, tokens, into);
    }
    if (sink.isOn(StructuralFeature.CAPITAL_SHARE)) {
      sink.add(StructuralFeature.CAPITAL_SHARE, capitalShare(text, written), into);
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

  private void capitalWords(
      NormalizedText text, Tokens tokens, WrittenScan written, FeatureBuffer into) {
    int kind = sink.start(StructuralFeature.CAPITAL_WORDS);
    int[] starts = text.starts();
    for (int token = 0; token < tokens.count(); token++) {
      int start = tokens.start(token);
      int end = tokens.end(token);
      if (written.mayBeginCapitals(starts[start])
          && tokens.isWord(token)
          && isCapitals(starts[start], text.end(end - 1), written)) {
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
      if (isLink(text, start, tokens.hash(token))) {
        count++;
        into.add(sink.bucket(kind), start, tokens.end(token));
      }
    }
    sink.add(StructuralFeature.LINKS, powerOfTwo(count), into);
  }

  /** Two letters or more, as written, and none of them small. */
  private static boolean isCapitals(int start, int end, WrittenScan written) {
    int letters = 0;
    for (int i = start; i < end; i++) {
      if (Character.isLowerCase(written.units()[i])) {
        return false;
      }
      letters += written.isCapital(i) ? 1 : 0;
    }
    return letters > 1;
  }

  /** The start of a link, in the form it has once runs of letters are cut. */
  private static boolean isLink(NormalizedText text, int start, int hash) {
    if (hash != HTTP && hash != HTTPS && hash != WW) {
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
  private static int capitalShare(NormalizedText text, WrittenScan written) {
    int capitals = written.capitals() + text.moreCapitals();
    if (capitals <= 0) {
      return 0;
    }
    double share = (double) capitals / (written.cased() + text.moreCased());
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
