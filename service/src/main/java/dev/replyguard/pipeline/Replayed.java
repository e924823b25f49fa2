package dev.replyguard.pipeline;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a draft that a simulation judges anew.
 *
 * @param rule a stage, or a stage and one of its rules
 * @param message by what it is judged
 */
public record Replayed(String rule, String message) {

  /** What of that draft, in the order of the stages. */
  public static List<Replayed> of(CompiledPolicy draft) {
    List<Replayed> list = new ArrayList<>();
    if (draft.mode(Stage.LISTS) != EnforcementMode.OFF) {
      list.add(
          new Replayed(
              "lists",
              "as they stood when each comment came: by what holds now since then, by the audit"
                  + " trail, and by what was found then"));
    }
    if (draft.mode(Stage.RULES) != EnforcementMode.OFF) {
      list.add(
          new Replayed(
              "rules",
              "all of them; authors, floods and repeated texts are counted in the order in which"
                  + " the comments came"));
    }
    if (draft.mode(Stage.MEMORY) != EnforcementMode.OFF) {
      list.add(
          new Replayed(
              "memory",
              "by what people had decided about the same or similar texts when each comment came,"
                  + " within the age and distance that hold now"));
    }
    if (draft.mode(Stage.MEMORY) == EnforcementMode.ENFORCE) {
      list.add(
          new Replayed(
              "memory/campaign",
              "by the authors of similar comments in the order in which they came, within the"
                  + " window that holds now"));
    }
    if (draft.mode(Stage.POLICY) != EnforcementMode.OFF) {
      list.add(new Replayed("policy", "thresholds and conditions, by the scores of then"));
    }
    return List.copyOf(list);
  }
}
