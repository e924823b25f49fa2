package dev.replyguard.training.perturbation;

import dev.replyguard.training.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Disguises texts. Immutable; all chance comes from the generator handed in. */
public final class TextPerturber {
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ONE_IN = 3;

  private final PerturbationAlphabet alphabet;

  private TextPerturber(PerturbationAlphabet alphabet) {
    this.alphabet = alphabet;
  }

  /** One that writes the signs for {@code split}. */
  public static TextPerturber of(Split split) {
    return new TextPerturber(PerturbationAlphabet.of(split));
  }

  /** The text in disguise; it may be the same where it has nothing to disguise. */
  public String perturb(String text, Perturbation kind, Random random) {
    return switch (kind) {
      case LEET -> words(text, SHORT, word -> leet(word, random));
      case HOMOGLYPHS -> letters(text, c -> some(alphabet.lookAlikes(), c, random));
      case ZERO_WIDTH -> letters(text, c -> followed(c, alphabet.invisible(), random));
      case COMBINING_MARKS -> letters(text, c -> followed(c, alphabet.marks(), random));
      case SPACED -> words(text.replace(" ", "   "), 1, word -> String.join(" ", word.split("")));
      case DOTTED -> words(text, SHORT, word -> String.join(separator(random), word.split("")));
      case REPEATED -> words(text, SHORT, word -> repeated(word, random));
      case SPLIT -> words(text, LONG, word -> oneIn(random) ? split(word, random) : word);
      case JOINED -> joined(text, random);
      case SWAPPED -> words(text, LONG, word -> oneIn(random) ? swapped(word, random) : word);
      case MISSING -> words(text, LONG, word -> oneIn(random) ? missing(word, random) : word);
      case EMOJI_WORDS -> words(text, SHORT, TextPerturber::emoji);
      case URL_ENCODED -> letters(text.replace(" ", "%20"), c -> "%%%02X".formatted((int) c));
      case HTML_ESCAPED ->
          letters(text, c -> (alphabet.hexadecimal() ? "&#x%x;" : "&#%d;").formatted((int) c));
    };
  }

  private static boolean oneIn(Random random) {
    return random.nextInt(ONE_IN) == 0;
  }

  private static String words(String text, int shortest, UnaryOperator<String> change) {
    return WORD.matcher(text)
        .replaceAll(
            word -> {
              String found = word.group();
              return Matcher.quoteReplacement(
                  found.length() < shortest ? found : change.apply(found));
            });
  }

  private interface LetterChange {
    String of(char letter);
  }

  private static String letters(String text, LetterChange change) {
    StringBuilder changed = new StringBuilder(2 * text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = i > 0 && text.startsWith("%20", i - 1);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      changed.append(letter && !escaped ? change.of(c) : String.valueOf(c));
    }
    return changed.toString();
  }

  private static String some(Map<Character, String> table, char letter, Random random) {
    String like = table.get(Character.toLowerCase(letter));
    if (like == null || random.nextBoolean()) {
      return String.valueOf(letter);
    }
    int[] choices = like.codePoints().toArray();
    return Character.toString(choices[random.nextInt(choices.length)]);
  }

  private static String followed(char letter, String by, Random random) {
    return random.nextBoolean() ? letter + "" + pick(by, random) : String.valueOf(letter);
  }

  private static char pick(String choices, Random random) {
    return choices.charAt(random.nextInt(choices.length()));
  }

  private String separator(Random random) {
    return alphabet.separators().get(random.nextInt(alphabet.separators().size()));
  }

  private String leet(String word, Random random) {
    StringBuilder changed = new StringBuilder(word);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < word.length(); i++) {
      if (alphabet.leet().containsKey(Character.toLowerCase(word.charAt(i)))) {
        places.add(i);
      }
    }
    for (int count = 1 + random.nextInt(2); count > 0 && !places.isEmpty(); count--) {
      int place = places.remove(random.nextInt(places.size()));
      String like = alphabet.leet().getOrDefault(Character.toLowerCase(word.charAt(place)), "");
      changed.setCharAt(place, pick(like, random));
    }
    return changed.toString();
  }

  private static String repeated(String word, Random random) {
    int place = random.nextInt(word.length());
    String letter = word.substring(place, place + 1);
    return word.substring(0, place)
        + letter.repeat(3 + random.nextInt(4))
        + word.substring(place + 1);
  }

  private String split(String word, Random random) {
    int place = 1 + random.nextInt(word.length() - 1);
    return word.substring(0, place) + pick(alphabet.splitters(), random) + word.substring(place);
  }

  private static String joined(String text, Random random) {
    StringBuilder changed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ' || !oneIn(random)) {
        changed.append(text.charAt(i));
      }
    }
    return changed.toString();
  }

  private static String swapped(String word, Random random) {
    int place = 1 + random.nextInt(word.length() - 2);
    return word.substring(0, place)
        + word.charAt(place + 1)
        + word.charAt(place)
        + word.substring(place + 2);
  }

  private static String missing(String word, Random random) {
    int place = 1 + random.nextInt(word.length() - 2);
    return word.substring(0, place) + word.substring(place + 1);
  }

  private static String emoji(String word) {
    return PerturbationAlphabet.EMOJI.getOrDefault(word.toLowerCase(Locale.ROOT), word);
  }
}
