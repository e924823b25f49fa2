package dev.replyguard.text;

import java.util.List;

/**
 * Takes the features of how a text is worded: praise that fits any article, words of trade,
 * repetition, signs of another language. Immutable; what is counted on the way is in {@link
 * Wording}.
 */
final class WordingFeatures {
  /** The names of the steps of {@link StructuralFeature#FLATTERY}. */
  static final List<String> FLATTERIES =
      List.of(
          "",
          "praise of the article or the site",
          "repeated praise of the article or the site",
          "praise beside a link",
          "praise beside the author's site",
          "praise without a word of the article's title",
          "praise with a word of the article's title",
          "short text of praise",
          "short text of praise beside the author's site",
          "talk about blogs as such");

  /** The names of the steps of {@link StructuralFeature#COMMERCE}. */
  static final List<String> COMMERCE =
      List.of(
          "",
          "commercial words, few",
          "commercial words, one in thirty or more",
          "commercial words, one in twelve or more",
          "commercial words, one in six or more",
          "commercial words beside a link",
          "commercial words beside the author's site",
          "commercial words beside a mail address, a number or a handle");

  /** The names of the steps of {@link StructuralFeature#FOREIGN_TEXT}. */
  static final List<String> FOREIGN =
      List.of(
          "",
          "written in another script",
          "partly in another script",
          "no common English word",
          "few common English words");

  /** The names of the steps of {@link StructuralFeature#REPETITION}. */
  static final List<String> REPETITIONS =
      List.of(
          "",
          "the same words again and again",
          "many words repeated",
          "some words repeated",
          "a sentence repeated");

  private static final int SHORT_TEXT = 40;
  // With fewer words repetition and the lack of common ones say nothing.
  private static final int FEWEST_WORDS_TO_REPEAT = 20;
  private static final int FEWEST_WORDS_OF_A_LANGUAGE = 8;
  private static final int WORDS_OF_AN_ADDRESS = 4;
  private static final int MOST_TITLE_WORDS = 24;
  private static final int SHORTEST_TITLE_WORD = 4;

  private final StructureSink sink;

  WordingFeatures(StructureSink sink) {
    this.sink = sink;
  }

  void extract(
      ScoringInput input, Tokens tokens, Surface surface, Wording wording, FeatureBuffer into) {
    if (wording.flatteries > 0) {
      flattery(input, tokens, surface, wording, into);
    }
    sink.addIf(wording.blogTalk > 1, StructuralFeature.FLATTERY, 9, into);
    if (wording.commerce > 0) {
      commerce(input, surface, wording, into);
    }
    foreign(surface, wording, into);
    if (sink.isOn(StructuralFeature.REPETITION) && wording.words >= FEWEST_WORDS_TO_REPEAT) {
      repetition(tokens, wording, into);
    }
  }

  private void flattery(
      ScoringInput input, Tokens tokens, Surface surface, Wording wording, FeatureBuffer into) {
    boolean site = input.hasAuthorUrl();
    boolean brief = wording.words <= SHORT_TEXT;
    StructuralFeature flattery = StructuralFeature.FLATTERY;
    sink.add(flattery, wording.flatteries > 1 ? 2 : 1, into);
    sink.addIf(surface.links > 0, flattery, 3, into);
    sink.addIf(site, flattery, 4, into);
    String title = input.articleTitle();
    if (title != null) {
      sink.add(flattery, sharesWord(title, tokens) ? 6 : 5, into);
    }
    sink.addIf(brief, flattery, 7, into);
    sink.addIf(brief && site, flattery, 8, into);
  }

  /** Whether a word of some length that is not one of the commonest is in title and text. */
  private static boolean sharesWord(String title, Tokens tokens) {
    int start = 0;
    int words = 0;
    for (int i = 0; i <= title.length() && words < MOST_TITLE_WORDS; i++) {
      if (i < title.length() && Character.isLetterOrDigit(title.charAt(i))) {
        continue;
      }
      if (i - start >= SHORTEST_TITLE_WORD) {
        words++;
        int hash = WordClasses.hash(title, start, i);
        int classes = WordClasses.of(hash);
        boolean common = WordClass.FUNCTION_WORD.isIn(classes) || WordClass.PRAISED.isIn(classes);
        if (!common && tokens.contains(hash)) {
          return true;
        }
      }
      start = i + 1;
    }
    return false;
  }

  private void commerce(ScoringInput input, Surface surface, Wording wording, FeatureBuffer into) {
    StructuralFeature commerce = StructuralFeature.COMMERCE;
    double share = (double) wording.commerce / wording.words;
    sink.add(
        commerce, share >= 1 / 6.0 ? 4 : share >= 1 / 12.0 ? 3 : share >= 1 / 30.0 ? 2 : 1, into);
    sink.addIf(surface.links > 0, commerce, 5, into);
    sink.addIf(input.hasAuthorUrl(), commerce, 6, into);
    sink.addIf(surface.mails + surface.phones + surface.handles > 0, commerce, 7, into);
  }

  private void foreign(Surface surface, Wording wording, FeatureBuffer into) {
    StructuralFeature foreign = StructuralFeature.FOREIGN_TEXT;
    int letters = surface.foreignLetters;
    if (2 * letters > surface.letters) {
      sink.add(foreign, 1, into);
      return;
    }
    sink.addIf(letters > 5 && 10 * letters > surface.letters, foreign, 2, into);
    int words = wording.words - WORDS_OF_AN_ADDRESS * surface.links;
    if (words >= FEWEST_WORDS_OF_A_LANGUAGE) {
      double share = (double) wording.functionWords / words;
      sink.addIf(wording.functionWords == 0, foreign, 3, into);
      sink.addIf(wording.functionWords > 0 && share < 0.15, foreign, 4, into);
    }
  }

  private void repetition(Tokens tokens, Wording wording, FeatureBuffer into) {
    wording.countRepeated(tokens, into.repetition());
    double different = (double) wording.differentWords / wording.words;
    int step = different < 0.35 ? 1 : different < 0.5 ? 2 : different < 0.65 ? 3 : 0;
    sink.addIf(step > 0, StructuralFeature.REPETITION, step, into);
    sink.addIf(wording.repeatedSentences > 0, StructuralFeature.REPETITION, 4, into);
  }
}
