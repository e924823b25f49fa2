package dev.replyguard.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a comment is scored for, named as Perspective names its attributes.
 *
 * <p>The order of the constants is the order of every array of scores, weights and thresholds in
 * memory and in a bundle: add new ones at the end.
 */
public enum Label {
  TOXICITY("toxicity"),
  SEVERE_TOXICITY("severe_toxicity"),
  IDENTITY_ATTACK("identity_attack"),
  INSULT("insult"),
  PROFANITY("profanity"),
  THREAT("threat"),
  SEXUALLY_EXPLICIT("sexually_explicit"),
  SPAM("spam");

  /** All labels in array order; unlike {@link #values()} no copy is made. */
  public static final List<Label> ALL = List.of(values());

  private static final Map<String, Label> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Label::key, Function.identity()));

  private final String key;

  Label(String key) {
    this.key = key;
  }

  /** The label's name in files, on the wire and in metrics: lower case with underscores. */
  public String key() {
    return key;
  }

  /** The label's place, from 0, in every array by label. */
  @SuppressWarnings("EnumOrdinal") // the one place where the order of the constants is a number
  public int index() {
    return ordinal();
  }

  /** The label of that {@link #key()}, or empty when there is none. */
  public static Optional<Label> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
