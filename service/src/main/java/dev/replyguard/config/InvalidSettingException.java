package dev.replyguard.config;

/**
 * A setting is unknown, or has a value that cannot be used. The message starts with the setting's
 * full dotted name and says what was expected and what came; secrets are never quoted.
 */
public final class InvalidSettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String setting;
  private final String problem;

  /**
   * Of {@code setting}.
   *
   * @param setting the full dotted name, or the variable or flag where it is of no known setting
   * @param problem what was expected and what came
   */
  public InvalidSettingException(String setting, String problem) {
    super(setting + ": " + problem);
    this.setting = setting;
    this.problem = problem;
  }

  /** The same, saying also where the value stands, unless it does already. */
  InvalidSettingException setBy(String origin) {
    return problem.contains(origin)
        ? this
        : new InvalidSettingException(setting, problem + " (set by " + origin + ")");
  }

  /** The setting, as the message names it. */
  public String setting() {
    return setting;
  }
}
