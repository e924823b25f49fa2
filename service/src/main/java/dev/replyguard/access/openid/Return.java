package dev.replyguard.access.openid;

import org.jspecify.annotations.Nullable;

/**
 * What the browser comes back with; null where it does not.
 *
 * @param ticket what it has kept
 */
public record Return(
    @Nullable String ticket,
    @Nullable String state,
    @Nullable String code,
    @Nullable String error,
    @Nullable String issuer) {
  @Override
  public String toString() {
    return "Return[]";
  }
}
