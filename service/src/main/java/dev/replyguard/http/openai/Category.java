package dev.replyguard.http.openai;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.List;

/**
 * One of the protocol's categories.
 *
 * @param key the name on the wire
 * @param labels what of the model's labels it is made of: every group must hold, each by one of its
 *     labels; without a group, nothing is known
 */
record Category(String key, List<List<Label>> labels) {
  /** All of them, in the order of the protocol's own documentation. */
  static final List<Category> ALL =
      List.of(
          new Category("harassment", List.of(List.of(Label.INSULT, Label.TOXICITY))),
          new Category(
              "harassment/threatening",
              List.of(List.of(Label.THREAT), List.of(Label.INSULT, Label.TOXICITY))),
          new Category("hate", List.of(List.of(Label.IDENTITY_ATTACK))),
          new Category(
              "hate/threatening", List.of(List.of(Label.IDENTITY_ATTACK), List.of(Label.THREAT))),
          new Category("illicit", List.of()),
          new Category("illicit/violent", List.of()),
          new Category("self-harm", List.of()),
          new Category("self-harm/intent", List.of()),
          new Category("self-harm/instructions", List.of()),
          new Category("sexual", List.of(List.of(Label.SEXUALLY_EXPLICIT))),
          new Category("sexual/minors", List.of()),
          new Category("violence", List.of(List.of(Label.THREAT))),
          new Category("violence/graphic", List.of()));

  /** Whether the older models, of text only, have it. */
  boolean isOld() {
    return !key.startsWith("illicit");
  }

  /** Whether the model can tell. */
  boolean isScored(Scores scores) {
    return !labels.isEmpty()
        && labels.stream().allMatch(group -> group.stream().anyMatch(scores::has));
  }

  /** The highest score of each group, and of these the lowest; 0 where the model cannot tell. */
  float score(Scores scores) {
    if (!isScored(scores)) {
      return 0;
    }
    float lowest = 1;
    for (List<Label> group : labels) {
      float highest = 0;
      for (Label label : group) {
        highest = scores.has(label) ? Math.max(highest, scores.get(label)) : highest;
      }
      lowest = Math.min(lowest, highest);
    }
    return lowest;
  }

  /** Whether every group has a label that reaches its threshold. */
  boolean applies(Scores scores, Threshold threshold) {
    return !labels.isEmpty()
        && labels.stream()
            .allMatch(
                group ->
                    group.stream().anyMatch(label -> scores.get(label) >= threshold.of(label)));
  }

  /** From which score on a label counts. */
  interface Threshold {
    /** Above 0; above 1 where it never does. */
    float of(Label label);
  }
}
