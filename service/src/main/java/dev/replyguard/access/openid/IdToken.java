package dev.replyguard.access.openid;

import com.nimbusds.jwt.JWTClaimsSet;

/**
 * An ID token that has been found to be good. {@link #toString()} shows nothing of it.
 *
 * @param subject whom the provider knows, for good
 * @param claims all that the provider says of that person
 */
record IdToken(String subject, JWTClaimsSet claims) {
  @Override
  public String toString() {
    return "IdToken[]";
  }
}
