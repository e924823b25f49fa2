package dev.replyguard.model.onnx;

import dev.replyguard.model.WordPieceSettings;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tribuo.util.tokens.impl.wordpiece.Wordpiece;
import org.tribuo.util.tokens.impl.wordpiece.WordpieceBasicTokenizer;

/**
 * Turns a text into the numbers of its WordPiece tokens, as BERT's own tokenizer does (Devlin et
 * al., 2019). Immutable and thread-safe.
 *
 * <p>The pieces of a word are found by Tribuo's {@link Wordpiece}. What goes before, cleaning the
 * text and cutting it into words, is done here: Tribuo's {@code WordpieceTokenizer} splits words at
 * invisible characters where BERT removes them, forgets what follows an accent without a letter up
 * to the next blank, calls itself once for each blank-separated part without a piece, depends on
 * the machine's language where it makes letters small, and serves one thread.
 */
final class BertTokenizer {
  /** Longer words are unknown to BERT. */
  private static final int MAX_WORD = 100;

  private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

  private final Map<String, Integer> numbers;
  private final Wordpiece pieces;
  private final WordPieceSettings settings;
  private final int unknown;

  /**
   * A tokenizer.
   *
   * @param vocabulary the tokens by number, each once, the settings' special ones among them
   */
  BertTokenizer(List<String> vocabulary, WordPieceSettings settings) {
    this.numbers = new HashMap<>(vocabulary.size() * 2);
    for (int i = 0; i < vocabulary.size(); i++) {
      numbers.put(vocabulary.get(i), i);
    }
    this.pieces = new Wordpiece(numbers.keySet(), settings.unknown(), MAX_WORD);
    this.settings = settings;
    this.unknown = number(settings.unknown());
  }

  /**
   * The number of a token of the vocabulary.
   *
   * @throws IllegalArgumentException where there is none
   */
  int number(String token) {
    Integer number = numbers.get(token);
    if (number == null) {
      throw new IllegalArgumentException("vocab.txt: has no token " + token);
    }
    return number;
  }

  /** The numbers of the text's tokens, without the special ones before and after; may be none. */
  int[] tokens(String text) {
    Tokens tokens = new Tokens();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            symbol -> {
              if (isBlank(symbol)) {
                addWord(word, tokens);
              } else if (WordpieceBasicTokenizer.isChinese(symbol)) {
                addWord(word, tokens);
                word.appendCodePoint(symbol);
                addWord(word, tokens);
              } else if (!isRemoved(symbol)) {
                word.appendCodePoint(symbol);
              }
            });
    addWord(word, tokens);
    return tokens.toArray();
  }

  /** Adds what stands between blanks, and empties it. */
  private void addWord(StringBuilder word, Tokens tokens) {
    if (word.length() == 0) {
      return;
    }
    String written = word.toString();
    word.setLength(0);
    String read = settings.lowerCase() ? written.toLowerCase(Locale.ROOT) : written;
    if (settings.stripAccents()) {
      read = ACCENTS.matcher(Normalizer.normalize(read, Normalizer.Form.NFD)).replaceAll("");
    }
    int start = 0;
    for (int at = 0; at < read.length(); ) {
      int symbol = read.codePointAt(at);
      int next = at + Character.charCount(symbol);
      if (WordpieceBasicTokenizer.isPunctuation(symbol)) {
        addPieces(read.substring(start, at), tokens);
        addPieces(read.substring(at, next), tokens);
        start = next;
      }
      at = next;
    }
    addPieces(read.substring(start), tokens);
  }

  private void addPieces(String word, Tokens tokens) {
    if (!word.isEmpty()) {
      for (String piece : pieces.wordpiece(word)) {
        tokens.add(numbers.getOrDefault(piece, unknown));
      }
    }
  }

  private static boolean isBlank(int symbol) {
    return symbol == ' '
        || symbol == '\t'
        || symbol == '\n'
        || symbol == '\r'
        || Character.getType(symbol) == Character.SPACE_SEPARATOR
        || Character.getType(symbol) == Character.LINE_SEPARATOR
        || Character.getType(symbol) == Character.PARAGRAPH_SEPARATOR;
  }

  /** Control characters, but not those this Java does not know yet: they may be new emoji. */
  private static boolean isRemoved(int symbol) {
    return symbol == 0xFFFD
        || switch (Character.getType(symbol)) {
          case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
              true;
          default -> false;
        };
  }

  private static final class Tokens {
    private int[] numbers = new int[64];
    private int size;

    void add(int number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number;
    }

    int[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
