package dev.replyguard.domain;

import dev.replyguard.model.Label;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why people reject a comment: a closed list, so that reasons can be counted and learned from. */
public enum RejectReason {
  TOXICITY(Label.TOXICITY),
  SEVERE_TOXICITY(Label.SEVERE_TOXICITY),
  IDENTITY_ATTACK(Label.IDENTITY_ATTACK),
  INSULT(Label.INSULT),
  PROFANITY(Label.PROFANITY),
  THREAT(Label.THREAT),
  SEXUALLY_EXPLICIT(Label.SEXUALLY_EXPLICIT),
  /** Advertising, and whatever else is posted in bulk. */
  SPAM(Label.SPAM),
  /** Nothing to do with the article. */
  OFF_TOPIC(null),
  /** Names, addresses or other data of a person. */
  PERSONAL_DATA(null),
  /** Against the law, whatever it says about its manners. */
  ILLEGAL(null),
  /** Wrong in fact, and harmful. */
  MISINFORMATION(null),
  /** Somebody's copyright or trade mark. */
  COPYRIGHT(null),
  /** Anything else; the note should say what. */
  OTHER(null);

  private static final Map<String, RejectReason> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(RejectReason::key, Function.identity()));

  /** The keys of all, for messages. */
  public static final String KEYS =
      Arrays.stream(values()).map(RejectReason::key).collect(Collectors.joining(", "));

  private final @Nullable Label label;

  RejectReason(@Nullable Label label) {
    this.label = label;
  }

  /** The name on the wire, lower case with underscores. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label that such a comment is an example of, where there is one. */
  public Optional<Label> label() {
    return Optional.ofNullable(label);
  }

  /** The reason of that {@link #key()}, or empty when there is none. */
  public static Optional<RejectReason> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
