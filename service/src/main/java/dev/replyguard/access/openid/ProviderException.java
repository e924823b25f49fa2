package dev.replyguard.access.openid;

/**
 * The provider did not answer as it should. The message says how, without a secret and without what
 * the provider said.
 */
final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  private ProviderException(String message, boolean refused) {
    super(message, null, false, false);
    this.refused = refused;
  }

  /** It cannot be reached, or is not well. */
  static ProviderException away(String message) {
    return new ProviderException(message, false);
  }

  /** It does not take what it was sent. */
  static ProviderException refused(String message) {
    return new ProviderException(message, true);
  }

  boolean isRefusal() {
    return refused;
  }
}
