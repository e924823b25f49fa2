package dev.replyguard.model;

/**
 * How a text becomes the tokens of a BERT-style model (Devlin et al., "BERT", 2019): cleaned, split
 * at blanks and punctuation, then each word into the longest pieces that the vocabulary has (Wu et
 * al., "Google's Neural Machine Translation System", 2016).
 *
 * @param lowerCase whether the vocabulary is in small letters
 * @param stripAccents whether it has no accents; uncased models have none
 * @param unknown the token for words that no pieces make up
 * @param first the token before each text
 * @param last the token after each text
 * @param padding the token that fills up to a fixed length, for models that take no other
 * @param maxTokens how many tokens the model reads at a time, first and last included, 8 to 8,192
 * @param overlap how many tokens a window of a longer text shares with the one before it, 0 or
 *     more, at most half of what fits between first and last
 * @param maxWindows how many windows of a longer text are read, 1 to 64; of a text longer still the
 *     last window and those at its start are read
 */
public record WordPieceSettings(
    boolean lowerCase,
    boolean stripAccents,
    String unknown,
    String first,
    String last,
    String padding,
    int maxTokens,
    int overlap,
    int maxWindows) {
  /** What an uncased BERT takes. */
  public static final WordPieceSettings UNCASED = bert(true, 512);

  /** The usual settings of a BERT model. */
  public static WordPieceSettings bert(boolean uncased, int maxTokens) {
    return new WordPieceSettings(
        uncased, uncased, "[UNK]", "[CLS]", "[SEP]", "[PAD]", maxTokens, maxTokens / 16, 12);
  }

  public WordPieceSettings {
    require(maxTokens >= 8 && maxTokens <= 8_192, "maxTokens", "8 to 8192", maxTokens);
    require(
        overlap >= 0 && overlap <= (maxTokens - 2) / 2,
        "overlap",
        "0 to " + (maxTokens - 2) / 2,
        overlap);
    require(maxWindows >= 1 && maxWindows <= 64, "maxWindows", "1 to 64", maxWindows);
    for (String token : new String[] {unknown, first, last, padding}) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("tokenizer: names of special tokens expected");
      }
    }
  }

  private static void require(boolean condition, String field, String expected, int value) {
    if (!condition) {
      throw new IllegalArgumentException(
          "tokenizer.%s: %s expected, got %d".formatted(field, expected, value));
    }
  }
}
