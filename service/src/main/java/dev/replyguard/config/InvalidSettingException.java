package dev.replyguard.config;

/**
 * A setting is unknown, or has a value that cannot be used. The message starts with the setting's
 * full dotted name and says what was expected and what came; secrets are never quoted.
 */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * Of {@code setting}.
   *
   * @param setting the full dotted name, or the variable or flag where it is of no known setting
   * @param problem what was expected and what came
   */
  public InvalidSettingException(String setting, String problem) {
    super(setting + ": " + problem);
    this.setting = setting;
  }

  /** The setting, as the message names it. */
  public String setting() {
    return setting;
  }
}
