package dev.replyguard.config;

import org.jspecify.annotations.Nullable;

/**
 * The secrets of the site {@code demo} and the user {@code admin}; null where they are to be made
 * up at the first start. Set, they also replace the ones stored earlier. {@link #toString()} shows
 * neither.
 *
 * @param demoSiteKey 12 to 64 characters of {@code 0-9 A-Z a-z}
 * @param adminPassword 8 to 200 characters
 */
public record FirstStartSettings(@Nullable String demoSiteKey, @Nullable String adminPassword) {

  public FirstStartSettings {
    if (demoSiteKey != null && !demoSiteKey.matches("[0-9A-Za-z]{12,64}")) {
      throw new InvalidSettingException(
          "demoSiteKey",
          "12 to 64 characters of 0-9, A-Z and a-z expected, got "
              + demoSiteKey.length()
              + " characters that are not (not shown)");
    }
    if (adminPassword != null && (adminPassword.length() < 8 || adminPassword.length() > 200)) {
      throw new InvalidSettingException(
          "adminPassword",
          "8 to 200 characters expected, got " + adminPassword.length() + " (not shown)");
    }
  }

  @Override
  public String toString() {
    return "FirstStartSettings[]";
  }
}
