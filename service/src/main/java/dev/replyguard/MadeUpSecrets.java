package dev.replyguard;

import java.util.Optional;

/**
 * What the first start made up, known to nobody else: to be shown once and then forgotten. Empty
 * where it exists already, or where the settings say what it is to be. {@link #toString()} shows
 * neither.
 *
 * @param siteKey the API key of the site {@code demo}
 * @param adminPassword the password of the user {@code admin}
 */
public record MadeUpSecrets(Optional<String> siteKey, Optional<String> adminPassword) {
  @Override
  public String toString() {
    return "MadeUpSecrets[]";
  }
}
