package dev.replyguard.model;

import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.Respelling;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tokens of texts as a model with frequent tokens does: words that are not among these
 * are {@linkplain Respelling respelled} where its settings say so. Immutable and thread-safe.
 */
final class TokenReader {
  private final TokenIndex known;
  private final @Nullable Respelling respelling;

  private TokenReader(TokenIndex known, @Nullable Respelling respelling) {
    this.known = known;
    this.respelling = respelling;
  }

  /**
   * A reader.
   *
   * @param known finds {@code tokens}
   * @param respelledAs {@link dev.replyguard.text.FeatureSettings#respelledAs()}
   */
  static TokenReader of(FrequentTokens tokens, TokenIndex known, int respelledAs) {
    int most = Math.min(respelledAs, tokens.size());
    return new TokenReader(known, most == 0 ? null : new Respelling(tokens.subList(0, most)));
  }

  /**
   * Reads the tokens of a text, in which unknown words may be respelled.
   *
   * @param places for each token its place in the list, or {@link TokenIndex#NONE}
   * @return {@code places}, or a longer array in its place
   */
  int[] read(
      FeatureExtractor extractor, NormalizedText text, FeatureBuffer features, int[] places) {
    extractor.readTokens(text, features);
    int[] found = find(text, features, places);
    if (respelling == null || !respelling.apply(text, features, found)) {
      return found;
    }
    extractor.readTokens(text, features);
    return find(text, features, found);
  }

  private int[] find(NormalizedText text, FeatureBuffer features, int[] places) {
    int[] into = places.length < features.tokens() ? new int[2 * features.tokens()] : places;
    known.find(features, text.padded(), into);
    return into;
  }
}
