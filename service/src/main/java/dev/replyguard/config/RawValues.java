package dev.replyguard.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the sources say, before it is understood; immutable. */
final class RawValues {
  static final RawValues NONE = new RawValues(Map.of());

  private final Map<Setting, Value> values;

  /**
   * A setting's text and where it stands.
   *
   * @param text as written
   * @param origin for messages: a flag, a variable, or a file with its line
   */
  record Value(String text, String origin) {}

  RawValues(Map<Setting, Value> values) {
    Map<Setting, Value> copy = new EnumMap<>(Setting.class);
    copy.putAll(values);
    this.values = Collections.unmodifiableMap(copy);
  }

  /** These values, except where {@code stronger} says otherwise. */
  RawValues overriddenBy(RawValues stronger) {
    Map<Setting, Value> merged = new EnumMap<>(Setting.class);
    merged.putAll(values);
    merged.putAll(stronger.values);
    return new RawValues(merged);
  }

  Optional<Value> get(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }
}
