package dev.replyguard.domain;

import dev.replyguard.model.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision came out as it did.
 *
 * @param stage the stage that says so
 * @param rule the rule within the stage, a stable name such as {@code insult.hold}
 * @param label the label that was scored, or null where the rule is not about one
 * @param score the label's score, 0..1, or null as {@code label}
 * @param threshold the threshold it reached, 0..1, or null as {@code label}
 * @param message one sentence for a moderator
 * @param matches the words it rests on, most important first; empty where it rests on none
 * @param features what of the comment's structure it rests on, in words, most important first, such
 *     as "2 links"; empty where it rests on none
 * @param verdict what it asks for, or null where it only notes something
 * @param shadow true where it is being tried out and had no part in the decision
 */
public record Reason(
    Stage stage,
    String rule,
    @Nullable Label label,
    @Nullable Float score,
    @Nullable Float threshold,
    String message,
    List<Match> matches,
    List<String> features,
    @Nullable Verdict verdict,
    boolean shadow) {

  public Reason {
    matches = List.copyOf(matches);
    features = List.copyOf(features);
  }

  /** A reason that asks for no verdict of its own. */
  public Reason(
      Stage stage,
      String rule,
      @Nullable Label label,
      @Nullable Float score,
      @Nullable Float threshold,
      String message,
      List<Match> matches) {
    this(stage, rule, label, score, threshold, message, matches, List.of(), null, false);
  }

  /** A reason that is not about a label. */
  public static Reason of(
      Stage stage, String rule, Verdict verdict, String message, List<Match> matches) {
    return new Reason(stage, rule, null, null, null, message, matches, List.of(), verdict, false);
  }

  /** The same reason, resting on that. */
  public Reason with(Evidence evidence) {
    return new Reason(
        stage,
        rule,
        label,
        score,
        threshold,
        message,
        evidence.words(),
        evidence.features(),
        verdict,
        shadow);
  }

  /** The same reason, only tried out. */
  public Reason asShadow() {
    return new Reason(
        stage, rule, label, score, threshold, message, matches, features, verdict, true);
  }
}
