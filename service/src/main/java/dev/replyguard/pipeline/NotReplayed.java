package dev.replyguard.pipeline;

import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.pipeline.Simulated.Coverage;
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

  /** What of that draft, as much as was known. */
  public static List<NotReplayed> of(CompiledPolicy draft, Coverage coverage) {
    List<NotReplayed> list = new ArrayList<>();
    if (draft.mode(Stage.LISTS) != EnforcementMode.OFF) {
      lists(coverage, list);
    }
    if (draft.mode(Stage.MEMORY) != EnforcementMode.OFF) {
      memory(coverage, list);
    }
    if (coverage.unscored() > 0) {
      list.add(
          new NotReplayed(
              "score",
              "comments that had not been scored then, because something else had decided, are"
                  + " judged without scores: "
                  + coverage.unscored()));
    }
    rules(draft, list);
    return List.copyOf(list);
  }

  private static void lists(Coverage coverage, List<NotReplayed> list) {
    list.add(
        new NotReplayed(
            "lists/emailDomain",
            "taken as they were found then: e-mail addresses are stored as hashes"));
    list.add(
        new NotReplayed(
            "lists/network", "taken as they were found then: IP addresses are stored as hashes"));
    if (!coverage.trail()) {
      list.add(
          new NotReplayed(
              "lists",
              "the audit trail is longer than is read: of changes after what was read only what"
                  + " holds now is known"));
    }
  }

  private static void memory(Coverage coverage, List<NotReplayed> list) {
    String known =
        coverage.rulings()
            ? "of comments that were decided again, edited or removed since only the last decision"
                + " is known, or none"
            : "there are more rulings than are read: the latest count, and of each comment its last"
                + " one";
    list.add(new NotReplayed("memory", known));
    if (!coverage.groups()) {
      list.add(
          new NotReplayed(
              "memory/campaign",
              "more comments came before the first one than are read: groups begin with the latest"
                  + " of them"));
    }
  }

  private static void rules(CompiledPolicy draft, List<NotReplayed> list) {
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
  }
}
