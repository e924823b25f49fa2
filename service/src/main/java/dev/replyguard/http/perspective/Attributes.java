package dev.replyguard.http.perspective;

import dev.replyguard.model.Label;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the model really has, by all names that callers know them by. What it does
 * not have has no name here: a number that nobody measured would be taken for one.
 */
final class Attributes {
  private static final String EXPERIMENTAL = "_EXPERIMENTAL";

  /** The version that stands for whatever model is in use. */
  private static final String CURRENT = "1";

  private static final Map<String, Label> BY_NAME = byName();

  private final String modelVersion;

  /** Those of a model. */
  Attributes(String modelVersion) {
    this.modelVersion = modelVersion;
  }

  private static Map<String, Label> byName() {
    Map<String, Label> names = new HashMap<>();
    names.put("TOXICITY", Label.TOXICITY);
    names.put("SEVERE_TOXICITY", Label.SEVERE_TOXICITY);
    names.put("IDENTITY_ATTACK", Label.IDENTITY_ATTACK);
    names.put("INSULT", Label.INSULT);
    names.put("PROFANITY", Label.PROFANITY);
    names.put("THREAT", Label.THREAT);
    Map.copyOf(names).forEach((name, label) -> names.put(name + EXPERIMENTAL, label));
    names.put("TOXICITY_FAST", Label.TOXICITY);
    names.put("SEXUALLY_EXPLICIT", Label.SEXUALLY_EXPLICIT);
    names.put("OBSCENE", Label.PROFANITY);
    names.put("SPAM", Label.SPAM);
    return Map.copyOf(names);
  }

  /**
   * The label that an attribute stands for, null where there is none. A name may pin the model:
   * {@code TOXICITY@en-2026.12-1a2b3c4d} is known under that model only, so that a threshold made
   * for it never meets another's scores; {@code TOXICITY@1} is the model in use.
   */
  @Nullable Label find(String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      return BY_NAME.get(name);
    }
    String version = name.substring(at + 1);
    return version.equals(CURRENT) || version.equals(modelVersion)
        ? BY_NAME.get(name.substring(0, at))
        : null;
  }
}
