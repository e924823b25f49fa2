package dev.replyguard.access.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.replyguard.access.Tokens;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an ID token is good: OpenID Connect Core 1.0, section 3.1.3.7, with signatures of
 * RS256 and ES256 alone. Safe for use by every thread.
 */
final class IdTokenCheck {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final int MAX_LENGTH = 64 << 10;
  private static final int MAX_SUBJECT = 255;
  private static final int MIN_RSA_BITS = 2_048;
  private static final int MAX_RSA_BITS = 8_192;
  // Clocks of two machines; what the libraries of others allow, too.
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final String issuer;
  private final String clientId;
  private final InstantSource clock;

  IdTokenCheck(String issuer, String clientId, InstantSource clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.clock = clock;
  }

  /** A token that is not good; the message says why, without anything of it. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean keyUnknown;

    RefusedException(String message, boolean keyUnknown) {
      super(message, null, false, false);
      this.keyUnknown = keyUnknown;
    }

    /** Whether the provider may have new keys. */
    boolean isKeyUnknown() {
      return keyUnknown;
    }
  }

  /**
   * Reads a token.
   *
   * @param nonce what this sign-in has sent along
   * @throws RefusedException where it is not good
   */
  IdToken read(String token, JWKSet keys, String nonce) throws RefusedException {
    SignedJWT signed = parsed(token);
    JWSHeader header = signed.getHeader();
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      throw refused("signed with RS256 or ES256 expected");
    }
    List<JWK> usable = keys.getKeys().stream().filter(IdTokenCheck::isUsable).toList();
    JWKSet trusted = new JWKSet(usable);
    if (new JWKSelector(JWKMatcher.forJWSHeader(header)).select(trusted).isEmpty()) {
      throw new RefusedException("signed with a key of the provider expected", true);
    }
    JWTClaimsSet claims = verified(signed, trusted);
    try {
      check(claims, nonce);
    } catch (ParseException e) {
      throw refused("claims of the types that the standard has expected");
    }
    return new IdToken(claims.getSubject(), claims);
  }

  private static SignedJWT parsed(String token) throws RefusedException {
    if (token.length() > MAX_LENGTH) {
      throw refused("at most " + MAX_LENGTH + " characters expected");
    }
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException e) {
      throw refused("a signed token expected");
    }
  }

  private static boolean isUsable(JWK key) {
    if (key instanceof RSAKey rsa) {
      return rsa.size() >= MIN_RSA_BITS && rsa.size() <= MAX_RSA_BITS;
    }
    return key instanceof ECKey ec && ec.getCurve().equals(Curve.P_256);
  }

  private static JWTClaimsSet verified(SignedJWT signed, JWKSet keys) throws RefusedException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    // Checked by ourselves, with the reason and our own clock.
    processor.setJWTClaimsSetVerifier(null);
    try {
      return processor.process(signed, null);
    } catch (BadJOSEException | JOSEException e) {
      throw refused("a signature by the provider expected");
    }
  }

  private void check(JWTClaimsSet claims, String nonce) throws ParseException, RefusedException {
    Instant now = clock.instant();
    expect(issuer.equals(claims.getIssuer()), "iss: the provider's name expected");
    List<String> audience = claims.getAudience();
    expect(audience.contains(clientId), "aud: this client expected");
    String party = claims.getStringClaim("azp");
    expect(
        party == null ? audience.size() == 1 : party.equals(clientId), "azp: this client expected");
    expect(isAfter(claims.getExpirationTime(), now.minus(SKEW)), "exp: a later time expected");
    Date issued = claims.getIssueTime();
    expect(issued != null && !isAfter(issued, now.plus(SKEW)), "iat: an earlier time expected");
    Date from = claims.getNotBeforeTime();
    expect(from == null || !isAfter(from, now.plus(SKEW)), "nbf: an earlier time expected");
    String known = claims.getStringClaim("nonce");
    expect(known != null && Tokens.areEqual(known, nonce), "nonce: the one that was sent expected");
    String subject = claims.getSubject();
    expect(
        subject != null && !subject.isEmpty() && subject.length() <= MAX_SUBJECT,
        "sub: 1 to " + MAX_SUBJECT + " characters expected");
  }

  private static boolean isAfter(@Nullable Date date, Instant time) {
    return date != null && date.toInstant().isAfter(time);
  }

  private static void expect(boolean condition, String message) throws RefusedException {
    if (!condition) {
      throw refused(message);
    }
  }

  private static RefusedException refused(String message) {
    return new RefusedException(message, false);
  }
}
