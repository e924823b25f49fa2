package dev.replyguard;

import java.util.Optional;

/**
 * What the first start made up, known to nobody else: to be shown once and then forgotten. Empty
 * where it exists already, or where the settings say what it is to be. {@link #toString()} shows
 * nothing.
 *
 * @param siteKey the API key of the site {@code demo}
 * @param admin what the user {@code admin} signs in with
 */
public record MadeUpSecrets(Optional<String> siteKey, Optional<Admin> admin) {

  /**
   * What the user {@code admin} signs in with.
   *
   * @param password a password
   * @param setupToken a token with which another password can be set, once
   */
  public record Admin(String password, String setupToken) {
    @Override
    public String toString() {
      return "Admin[]";
    }
  }

  @Override
  public String toString() {
    return "MadeUpSecrets[]";
  }
}
