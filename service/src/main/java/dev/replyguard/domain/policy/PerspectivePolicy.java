package dev.replyguard.domain.policy;

import java.util.Locale;

/**
 * How a site's calls in Perspective's protocol are answered.
 *
 * @param record whether an analysis is judged and recorded as a comment as well, unless the caller
 *     wants nothing stored
 * @param unsupportedLanguages when a text is in a language that the model was not made for
 * @param undetectedLanguages when nobody can tell in which language a text is
 * @param unknownAttributes whether an attribute that the model does not have is left out of the
 *     answer, instead of failing it
 */
public record PerspectivePolicy(
    boolean record,
    Trouble unsupportedLanguages,
    Trouble undetectedLanguages,
    Trouble unknownAttributes) {

  /** As Perspective does it, but for texts too short to tell their language by. */
  public static final PerspectivePolicy DEFAULTS =
      new PerspectivePolicy(false, Trouble.ERROR, Trouble.IGNORE, Trouble.ERROR);

  /** What becomes of a call that asks for more than there is. */
  public enum Trouble {
    /** It fails, in the protocol's own words. */
    ERROR,
    /** It is answered as far as that goes. */
    IGNORE;

    /** The name on the wire. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
