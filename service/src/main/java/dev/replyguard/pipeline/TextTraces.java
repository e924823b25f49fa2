package dev.replyguard.pipeline;

import dev.replyguard.domain.SimHash;
import dev.replyguard.domain.SimHasher;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.TextTrace;
import dev.replyguard.text.TextNormalizer;

/** Takes what texts are recognised by. Stateless and safe for use by every thread. */
public final class TextTraces {
  private final KeyedHash hash;

  /**
   * Traces of texts.
   *
   * @param hash names them
   */
  public TextTraces(KeyedHash hash) {
    this.hash = hash;
  }

  /**
   * The trace of a text.
   *
   * @param minLength how many UTF-16 units its normalised form has at least for a fingerprint
   */
  public TextTrace of(String site, String text, int minLength) {
    String normalized = TextNormalizer.normalize(text).toString();
    SimHash simHash = normalized.length() < minLength ? null : SimHasher.of(normalized);
    return new TextTrace(normalized, hash.hex("ruling", site, normalized), simHash);
  }
}
