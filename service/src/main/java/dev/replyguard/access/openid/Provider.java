package dev.replyguard.access.openid;

import com.nimbusds.jose.jwk.JWKSet;
import dev.replyguard.access.openid.IdTokenCheck.RefusedException;
import dev.replyguard.config.OpenIdSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The OpenID provider: what it says of itself, its keys, and how a code is changed for a token.
 * Safe for use by every thread.
 */
final class Provider {
  private static final Duration GOOD = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final OpenIdSettings settings;
  private final ProviderCalls calls;
  private final IdTokenCheck check;
  private final Kept<ProviderMetadata> metadata;
  private final Kept<JWKSet> keys;

  Provider(Vertx vertx, OpenIdSettings settings, InstantSource clock) {
    this.settings = settings;
    this.calls = new ProviderCalls(vertx, settings.timeout());
    this.check = new IdTokenCheck(settings.issuer().toString(), settings.clientId(), clock);
    this.metadata =
        new Kept<>(
            () ->
                calls
                    .get(ProviderMetadata.at(settings.issuer()))
                    .map(document -> ProviderMetadata.read(document, settings.issuer())),
            GOOD,
            PAUSE,
            System::nanoTime);
    this.keys = new Kept<>(this::fetchKeys, GOOD, PAUSE, System::nanoTime);
  }

  private Future<JWKSet> fetchKeys() {
    return metadata.get().compose(known -> calls.get(known.keys())).map(Provider::keys);
  }

  private static JWKSet keys(Buffer document) {
    try {
      return JWKSet.parse(document.toString());
    } catch (ParseException e) {
      throw ProviderException.away("the provider's keys cannot be read");
    }
  }

  /** Whether people can be sent there just now. */
  Future<Boolean> isThere() {
    return metadata.get().map(true).otherwise(false);
  }

  /** Where to send somebody who signs in by that ticket. */
  Future<URI> signInAddress(Ticket ticket, URI comeBackTo) {
    return metadata
        .get()
        .map(
            known -> {
              Map<String, String> query = new LinkedHashMap<>();
              query.put("response_type", "code");
              query.put("client_id", settings.clientId());
              query.put("redirect_uri", comeBackTo.toString());
              query.put("scope", String.join(" ", settings.scopes()));
              query.put("state", ticket.state());
              query.put("nonce", ticket.nonce());
              query.put("code_challenge", ticket.codeChallenge());
              query.put("code_challenge_method", "S256");
              String before = known.authorization().getRawQuery() == null ? "?" : "&";
              return URI.create(known.authorization() + before + form(query));
            });
  }

  /**
   * Changes a code for the ID token that it stands for.
   *
   * @return fails with a {@link ProviderException}, or a {@link RefusedException} where the token
   *     is not good
   */
  Future<IdToken> redeem(String code, Ticket ticket, URI comeBackTo) {
    return metadata
        .get()
        .compose(known -> exchange(known, code, ticket, comeBackTo))
        .compose(token -> verified(token, ticket.nonce()));
  }

  private Future<String> exchange(
      ProviderMetadata known, String code, Ticket ticket, URI comeBackTo) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", comeBackTo.toString());
    form.put("code_verifier", ticket.codeVerifier());
    Map<String, String> headers = new LinkedHashMap<>();
    String secret = settings.clientSecret();
    if (secret != null && known.takesBasic()) {
      headers.put("authorization", basic(settings.clientId(), secret));
    } else {
      form.put("client_id", settings.clientId());
      if (secret != null) {
        form.put("client_secret", secret);
      }
    }
    return calls.post(known.token(), form(form), headers).map(Provider::idToken);
  }

  private static String idToken(Buffer answer) {
    try {
      String token = answer.toJsonObject().getString("id_token");
      if (token != null) {
        return token;
      }
    } catch (RuntimeException e) {
      throw ProviderException.away("the answer about a token cannot be read");
    }
    throw ProviderException.refused("no ID token; is openid among the scopes?");
  }

  private Future<IdToken> verified(String token, String nonce) {
    return keys.get()
        .compose(
            known -> {
              try {
                return Future.succeededFuture(check.read(token, known, nonce));
              } catch (RefusedException e) {
                return e.isKeyUnknown() ? verifiedAnew(token, nonce) : Future.failedFuture(e);
              }
            });
  }

  /** The provider may have changed its keys since. */
  private Future<IdToken> verifiedAnew(String token, String nonce) {
    return keys.renewed()
        .compose(
            known -> {
              try {
                return Future.succeededFuture(check.read(token, known, nonce));
              } catch (RefusedException e) {
                return Future.failedFuture(e);
              }
            });
  }

  /** RFC 6749, section 2.3.1: each part is encoded as in a form first. */
  private static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Future<Void> close() {
    return calls.close();
  }
}
