package dev.replyguard.access.openid;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0).
 *
 * @param authorization where people sign in
 * @param token where their code is changed for a token
 * @param keys where the keys are that tokens are signed with
 * @param takesBasic whether the client may name its secret in a header
 */
record ProviderMetadata(URI authorization, URI token, URI keys, boolean takesBasic) {

  /** Where the provider of that name says it. */
  static URI at(URI issuer) {
    String text = issuer.toString();
    String stem = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return URI.create(stem + "/.well-known/openid-configuration");
  }

  /**
   * Reads it.
   *
   * @throws ProviderException where it is something else, or another provider's
   */
  static ProviderMetadata read(Buffer document, URI issuer) {
    try {
      JsonObject json = document.toJsonObject();
      if (!issuer.toString().equals(json.getString("issuer"))) {
        throw ProviderException.away(
            "the issuer in the provider's metadata is not the one of signIn.oidc.issuer");
      }
      JsonArray methods = json.getJsonArray("token_endpoint_auth_methods_supported");
      return new ProviderMetadata(
          address(json, "authorization_endpoint"),
          address(json, "token_endpoint"),
          address(json, "jwks_uri"),
          methods == null || methods.contains("client_secret_basic"));
    } catch (ProviderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ProviderException.away("the provider's metadata cannot be read");
    }
  }

  private static URI address(JsonObject json, String name) {
    return URI.create(json.getString(name));
  }
}
