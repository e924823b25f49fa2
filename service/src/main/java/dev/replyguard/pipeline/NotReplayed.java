package dev.replyguard.pipeline;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in a draft that a simulation cannot judge anew, or not exactly.
 *
 * @param rule stage and rule, or a stage
 * @param message what is done instead
 */
public record NotReplayed(String rule, String message) {

  /** What of that draft. */
  public static List<NotReplayed> of(CompiledPolicy draft) {
    List<NotReplayed> list = new ArrayList<>();
    if (draft.mode(Stage.LISTS) != EnforcementMode.OFF) {
      list.add(
          new NotReplayed(
              "lists",
              "taken as they were found then: entries added or removed since do not count"));
    }
    if (draft.mode(Stage.MEMORY) != EnforcementMode.OFF) {
      list.add(
          new NotReplayed("memory", "taken as it was found then: decisions since do not count"));
    }
    if (draft.questions().approved() > 0) {
      list.add(
          new NotReplayed(
              "rules/firstTime",
              "counted by what was approved then, not by what the draft would approve"));
    }
    if (draft.questions().flood().address() != null) {
      list.add(
          new NotReplayed(
              "rules/flood.address",
              "addresses are stored as hashes: the IPv6 addresses of one subscriber count apart"));
    }
    RulesPolicy rules = draft.document().rules();
    if (draft.mode(Stage.RULES) != EnforcementMode.OFF && rules.disposableEmail() != null) {
      list.add(
          new NotReplayed(
              "rules/disposableEmail",
              "e-mail addresses are stored as hashes: their domains are not known"));
    }
    return List.copyOf(list);
  }
}
