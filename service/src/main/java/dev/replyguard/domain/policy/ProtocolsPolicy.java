package dev.replyguard.domain.policy;

/**
 * What a site wants of the protocols of others.
 *
 * @param perspective of Perspective's
 * @param akismet of Akismet's
 */
public record ProtocolsPolicy(PerspectivePolicy perspective, AkismetPolicy akismet) {

  /** What holds where a site says nothing. */
  public static final ProtocolsPolicy DEFAULTS =
      new ProtocolsPolicy(PerspectivePolicy.DEFAULTS, AkismetPolicy.DEFAULTS);
}
