package dev.replyguard.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells in which language a comment is, or that it cannot tell. A script that one language alone is
 * written in decides by itself ({@link Scripts}). Else Apache OpenNLP's maximum-entropy model over
 * character n-grams, of 103 languages, says how likely each is, and the text's {@linkplain
 * FunctionWords short words} count for the languages that have them; where those are plainly
 * English, the model is not asked. Immutable and safe for use by every thread.
 *
 * <p>How often it is right: docs/languages.md. Where the model is asked a call takes about 0.15 ms,
 * whatever the text's length, else some microseconds.
 */
public final class LanguageDetector {
  private static final String MODEL = "/langdetect-183.bin";
  // Longer texts are not told any better, only slower.
  private static final int MAX_CHARS = 300;
  private static final int MIN_LETTERS = 12;
  // Enough where the script decides.
  private static final int MIN_LETTERS_OF_SCRIPT = 4;
  // What a text of such words only multiplies a language's likelihood by, less one.
  private static final double FUNCTION_WORDS = 3;
  // By how much the first language must beat the second.
  private static final double MARGIN = 1.15;
  // No other language has many of this one's short words: with so many words, such a share of them
  // and so few of any other language's there is no doubt, and the model, which takes most of the
  // time, is not asked.
  private static final String PLAIN = "en";
  private static final int PLAIN_WORDS = 4;
  private static final double PLAIN_SHARE = 0.2;
  private static final double PLAIN_MARGIN = 2;

  // Languages that hardly anybody comments in, but that short English texts resemble.
  private static final Set<String> UNLIKELY = Set.of("la", "eo", "vo");

  // An address says nothing of the language around it.
  private static final Pattern LINKS = Pattern.compile("(?:https?://|www\\.)\\S+");

  private final LanguageDetectorME detector;
  private final Map<String, String> codes;
  private final FunctionWords words;

  private LanguageDetector(LanguageDetectorME detector) {
    this.detector = detector;
    this.codes = twoLetterCodes();
    this.words = FunctionWords.load();
  }

  // It never changes and is large: all who are in one process, as in tests, share it.
  private static final class Shared {
    private static final LanguageDetector DETECTOR = read();
  }

  /**
   * The one detector of this process. The first call reads the model from the class path, which
   * takes some 0.3 s and 35 MB.
   */
  public static LanguageDetector load() {
    return Shared.DETECTOR;
  }

  private static LanguageDetector read() {
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
    String start = withoutLinks(beginning(text));
    Scripts scripts = Scripts.of(start);
    if (scripts.letters() < MIN_LETTERS_OF_SCRIPT) {
      return Optional.empty();
    }
    Optional<String> only = scripts.language();
    return only.isPresent() || scripts.letters() < MIN_LETTERS ? only : likeliest(start);
  }

  private Optional<String> likeliest(String text) {
    FunctionWords.Shares shares = words.shares(text);
    if (isPlain(shares)) {
      return Optional.of(PLAIN);
    }
    String best = "";
    double most = 0;
    double second = 0;
    for (Language language : detector.predictLanguages(text)) {
      String code = codes.get(language.getLang());
      if (code == null) {
        continue;
      }
      double likelihood = language.getConfidence() * (1 + FUNCTION_WORDS * shares.of(code));
      if (likelihood > most) {
        second = most;
        most = likelihood;
        best = code;
      } else {
        second = Math.max(second, likelihood);
      }
    }
    return most > 0 && most >= MARGIN * second ? Optional.of(best) : Optional.empty();
  }

  private static String withoutLinks(String text) {
    return text.contains("://") || text.contains("www.")
        ? LINKS.matcher(text).replaceAll(" ")
        : text;
  }

  private static boolean isPlain(FunctionWords.Shares shares) {
    double share = shares.of(PLAIN);
    return shares.words() >= PLAIN_WORDS
        && share >= PLAIN_SHARE
        && share >= PLAIN_MARGIN * shares.ofOthersThan(PLAIN);
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
