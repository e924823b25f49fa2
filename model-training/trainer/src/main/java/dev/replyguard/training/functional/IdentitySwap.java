package dev.replyguard.training.functional;

import dev.replyguard.training.data.Split;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts other identities in the place of those that a text names, by the words of the templates for
 * training: plurals for plurals and adjectives for adjectives, each found by a single word. What
 * surrounds them stays, so that "an Asian bar" becomes "an black bar". After the swapped comments
 * of Dixon et al., Measuring and Mitigating Unintended Bias in Text Classification, AIES 2018.
 * Immutable.
 */
public final class IdentitySwap {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  /** One form of an identity's name: the plural or the adjective. */
  private record Name(int identity, boolean plural) {}

  private final List<String> plurals;
  private final List<String> adjectives;
  private final Map<String, Name> names = new HashMap<>();

  /** A swap of the identities of the templates for training. */
  public IdentitySwap() {
    CaseTemplates templates = CaseTemplates.of(Split.TRAINING);
    this.plurals = templates.identities(CaseTemplates.PLURAL);
    this.adjectives = templates.identities(CaseTemplates.ADJECTIVE);
    for (int identity = 0; identity < adjectives.size(); identity++) {
      String adjective = adjectives.get(identity).toLowerCase(Locale.ROOT);
      names.put(adjective, new Name(identity, false));
      names.put(adjective + "s", new Name(identity, true));
      String plural = plurals.get(identity).toLowerCase(Locale.ROOT);
      // Of two words the first is the adjective.
      if (WORD.matcher(plural).matches()) {
        names.putIfAbsent(plural, new Name(identity, true));
      }
    }
  }

  /** Whether {@code text} names one. */
  public boolean names(String text) {
    return WORD.matcher(text).results().anyMatch(word -> names.containsKey(key(word)));
  }

  /**
   * The text with another identity, drawn by {@code random}, for each that it names: always the
   * same one for the same one. It may be the one that was there.
   */
  public String swap(String text, Random random) {
    Map<Integer, Integer> drawn = new HashMap<>();
    StringBuilder swapped = new StringBuilder();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      Name name = names.get(key(words));
      if (name != null) {
        int other =
            drawn.computeIfAbsent(name.identity(), one -> random.nextInt(adjectives.size()));
        String its = (name.plural() ? plurals : adjectives).get(other);
        boolean capital = Character.isUpperCase(text.charAt(words.start()));
        String written = capital ? Character.toUpperCase(its.charAt(0)) + its.substring(1) : its;
        words.appendReplacement(swapped, Matcher.quoteReplacement(written));
      }
    }
    return words.appendTail(swapped).toString();
  }

  private static String key(MatchResult word) {
    return word.group().toLowerCase(Locale.ROOT);
  }
}
