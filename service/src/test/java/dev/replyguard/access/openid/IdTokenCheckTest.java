package dev.replyguard.access.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.replyguard.access.openid.IdTokenCheck.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokenCheckTest {
  private static final String ISSUER = "https://id.example";
  private static final String CLIENT = "replyguard";
  private static final String NONCE = "a-nonce-of-this-sign-in";
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final ECKey KEY = ecKey("one");
  private static final JWKSet KEYS = new JWKSet(KEY.toPublicJWK());

  private final IdTokenCheck check = new IdTokenCheck(ISSUER, CLIENT, () -> NOW);

  @Test
  void goodToken_tellsWhoItIs() throws Exception {
    IdToken token = check.read(signed(claims()), KEYS, NONCE);

    assertThat(token.subject()).isEqualTo("somebody");
    assertThat(token.claims().getStringClaim("email")).isEqualTo("ada@example.org");
    assertThat(token.toString()).doesNotContain("somebody", "ada");
  }

  @Test
  void signedWithRsa_isTaken_butNotWithAShortKey() throws Exception {
    RSAKey key = new RSAKeyGenerator(2_048).keyID("rsa").generate();
    String token = signed(claims().build(), JWSAlgorithm.RS256, "rsa", new RSASSASigner(key));
    assertThat(check.read(token, new JWKSet(key.toPublicJWK()), NONCE).subject())
        .isEqualTo("somebody");

    RSAKey brief = new RSAKeyGenerator(1_024, true).keyID("rsa").generate();
    assertRefused(
        signed(
            claims().build(),
            JWSAlgorithm.RS256,
            "rsa",
            new RSASSASigner(brief.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))),
        new JWKSet(brief.toPublicJWK()),
        "signed with a key of the provider expected");
  }

  @Test
  void unsigned_orByTheClientsOwnSecret_orByAnotherAlgorithm_isRefused() throws Exception {
    assertRefused(new PlainJWT(claims().build()).serialize(), KEYS, "a signed token expected");
    byte[] asSecret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    assertRefused(
        signed(claims().build(), JWSAlgorithm.HS256, "one", new MACSigner(asSecret)),
        KEYS,
        "signed with RS256 or ES256 expected");
    RSAKey key = new RSAKeyGenerator(2_048).keyID("rsa").generate();
    assertRefused(
        signed(claims().build(), JWSAlgorithm.PS256, "rsa", new RSASSASigner(key)),
        new JWKSet(key.toPublicJWK()),
        "signed with RS256 or ES256 expected");
  }

  @Test
  void keyThatIsNotKnown_isToldApartFromABadSignature() throws Exception {
    ECKey other = ecKey("two");
    assertThatThrownBy(() -> check.read(signed(claims(), other), KEYS, NONCE))
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.isKeyUnknown()).isTrue());

    ECKey sameName = ecKey("one");
    assertThatThrownBy(() -> check.read(signed(claims(), sameName), KEYS, NONCE))
        .hasMessage("a signature by the provider expected")
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.isKeyUnknown()).isFalse());
  }

  @Test
  void changedOnTheWay_isRefused() throws Exception {
    String[] good = signed(claims()).split("\\.", -1);
    String[] forged = signed(claims().subject("admin")).split("\\.", -1);

    assertRefused(
        good[0] + "." + forged[1] + "." + good[2], KEYS, "a signature by the provider expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "not a token", "{}", "e30.e30.e30"})
  void whatIsNoToken_isRefused(String token) {
    assertRefused(token, KEYS, "a signed token expected");
  }

  @Test
  void tooLong_isRefusedUnread() {
    assertRefused("x".repeat((64 << 10) + 1), KEYS, "at most 65536 characters expected");
  }

  @Test
  void issuerAndAudience_areHeldToThisClient() throws Exception {
    refuses(claims -> claims.issuer(ISSUER + "/"), "iss: the provider's name expected");
    refuses(claims -> claims.issuer(null), "iss: the provider's name expected");
    refuses(claims -> claims.audience("another"), "aud: this client expected");
    refuses(claims -> claims.audience((String) null), "aud: this client expected");
    refuses(claims -> claims.audience(List.of(CLIENT, "another")), "azp: this client expected");
    refuses(claims -> claims.claim("azp", "another"), "azp: this client expected");
    refuses(claims -> claims.claim("azp", 7), "claims of the types that the standard has expected");
    accepts(claims -> claims.audience(List.of(CLIENT, "another")).claim("azp", CLIENT));
  }

  @Test
  void times_areHeldToTheClock_withAMinuteBetweenMachines() throws Exception {
    refuses(claims -> claims.expirationTime(at(-60)), "exp: a later time expected");
    refuses(claims -> claims.expirationTime(null), "exp: a later time expected");
    accepts(claims -> claims.expirationTime(at(-59)));
    refuses(claims -> claims.issueTime(at(61)), "iat: an earlier time expected");
    refuses(claims -> claims.issueTime(null), "iat: an earlier time expected");
    accepts(claims -> claims.issueTime(at(60)));
    refuses(claims -> claims.notBeforeTime(at(61)), "nbf: an earlier time expected");
    accepts(claims -> claims.notBeforeTime(at(60)));
  }

  @Test
  void nonce_isThatOfThisSignIn() throws Exception {
    refuses(claims -> claims.claim("nonce", null), "nonce: the one that was sent expected");
    refuses(claims -> claims.claim("nonce", "older"), "nonce: the one that was sent expected");
    refuses(
        claims -> claims.claim("nonce", 7), "claims of the types that the standard has expected");
  }

  @Test
  void subject_isThere_andNoLongerThanTheStandardHasIt() throws Exception {
    refuses(claims -> claims.subject(null), "sub: 1 to 255 characters expected");
    refuses(claims -> claims.subject(""), "sub: 1 to 255 characters expected");
    refuses(claims -> claims.subject("s".repeat(256)), "sub: 1 to 255 characters expected");
    accepts(claims -> claims.subject("s".repeat(255)));
  }

  private void accepts(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    assertThat(check.read(signed(change.apply(claims())), KEYS, NONCE)).isNotNull();
  }

  private void refuses(UnaryOperator<JWTClaimsSet.Builder> change, String message)
      throws Exception {
    assertRefused(signed(change.apply(claims())), KEYS, message);
  }

  private void assertRefused(String token, JWKSet keys, String message) {
    assertThatThrownBy(() -> check.read(token, keys, NONCE))
        .isInstanceOf(RefusedException.class)
        .hasMessage(message);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(CLIENT)
        .subject("somebody")
        .issueTime(at(0))
        .expirationTime(at(300))
        .claim("nonce", NONCE)
        .claim("email", "ada@example.org");
  }

  private static Date at(int seconds) {
    return Date.from(NOW.plus(Duration.ofSeconds(seconds)));
  }

  private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(claims, KEY);
  }

  private static String signed(JWTClaimsSet.Builder claims, ECKey key) throws JOSEException {
    return signed(claims.build(), JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key));
  }

  private static String signed(
      JWTClaimsSet claims, JWSAlgorithm algorithm, String key, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static ECKey ecKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError("every Java platform has that curve", e);
    }
  }
}
