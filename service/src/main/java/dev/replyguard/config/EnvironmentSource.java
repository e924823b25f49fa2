package dev.replyguard.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings among the environment variables: all that start with {@code REPLYGUARD_}. */
final class EnvironmentSource {
  /** Names the file rather than a setting in it. */
  static final String CONFIG_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  private EnvironmentSource() {}

  /**
   * Reads {@code environment}; an empty variable counts as not set.
   *
   * @throws InvalidSettingException for a variable of ours that sets nothing, and for two that set
   *     the same
   */
  static RawValues read(Map<String, String> environment) {
    Map<String, Setting> byVariable = settingsByVariable();
    Map<Setting, RawValues.Value> values = new EnumMap<>(Setting.class);
    new TreeMap<>(environment)
        .tailMap(Setting.VARIABLE_PREFIX)
        .forEach(
            (variable, text) -> {
              if (variable.startsWith(Setting.VARIABLE_PREFIX)
                  && !variable.equals(CONFIG_VARIABLE)) {
                put(values, byVariable, variable, text);
              }
            });
    return new RawValues(values);
  }

  private static void put(
      Map<Setting, RawValues.Value> values,
      Map<String, Setting> byVariable,
      String variable,
      String text) {
    Setting setting = byVariable.get(variable);
    if (setting == null) {
      List<String> known = new ArrayList<>(byVariable.keySet());
      known.add(CONFIG_VARIABLE);
      throw new InvalidSettingException(
          variable,
          "there is no such setting; did you mean " + NearestName.of(variable, known) + "?");
    }
    if (text.isEmpty()) {
      return;
    }
    RawValues.Value earlier = values.put(setting, new RawValues.Value(text, variable));
    if (earlier != null) {
      throw new InvalidSettingException(
          setting.dottedName(),
          "one variable expected, but both " + earlier.origin() + " and " + variable + " set it");
    }
  }

  private static Map<String, Setting> settingsByVariable() {
    Map<String, Setting> settings = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      setting.variables().forEach(variable -> settings.put(variable, setting));
    }
    return settings;
  }
}
