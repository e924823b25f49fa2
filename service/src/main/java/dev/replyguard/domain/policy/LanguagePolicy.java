package dev.replyguard.domain.policy;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of comments by their language: of the detected one or, where none could be told, of
 * the one the site claims.
 *
 * @param named by ISO 639-1 code
 * @param other for languages that are not named
 * @param undetermined for texts whose language nobody knows
 */
public record LanguagePolicy(
    Map<String, Treatment> named, Treatment other, Treatment undetermined) {

  /** Stands for a language that nobody knows, beside the codes of ISO 639-1. */
  public static final String UNDETERMINED = "undetermined";

  /** Stands for all languages that are not named. */
  public static final String OTHER = "other";

  /** Every language alike. */
  public static final LanguagePolicy SCORE_ALL =
      new LanguagePolicy(Map.of(), Treatment.SCORE, Treatment.SCORE);

  /** What becomes of a comment. */
  public enum Treatment {
    /** The scores count. */
    SCORE,
    /** It is held, whatever the scores: people have to read it. */
    HOLD,
    /** The scores do not count; rules and lists do. */
    IGNORE;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LanguagePolicy {
    named = Map.copyOf(named);
  }

  /** What becomes of a comment in that language, an ISO 639-1 code, or null where nobody knows. */
  public Treatment of(@Nullable String language) {
    return language == null ? undetermined : named.getOrDefault(language, other);
  }
}
