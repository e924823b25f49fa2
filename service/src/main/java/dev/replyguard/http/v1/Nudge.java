package dev.replyguard.http.v1;

import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody who is writing a comment is asked to think about once more. Of all reasons only
 * those of the model count: the words of a site's own lists are not to be found out one by one, and
 * what makes spam is not explained to those who send it.
 *
 * @param label what the draft reads as
 * @param spans the words that make it so, in the order of the text; empty where none can be named
 */
record Nudge(Label label, List<Match> spans) {
  /** Label names that say little by themselves come last. */
  private static final List<Label> GENERAL = List.of(Label.TOXICITY, Label.SEVERE_TOXICITY);

  private static final Comparator<Float> DESCENDING = Comparator.reverseOrder();

  Nudge {
    spans = List.copyOf(spans);
  }

  /** What is to be asked about a draft that would be decided so; empty where nothing is. */
  static Optional<Nudge> of(Decision decision) {
    return decision.reasons().stream()
        .filter(reason -> reason.label() != null && reason.label() != Label.SPAM)
        .filter(reason -> !reason.shadow() && asksForMoreThanApproval(reason))
        .min(Comparator.comparing(Nudge::isGeneral).thenComparing(Nudge::score, DESCENDING))
        .map(reason -> new Nudge(Objects.requireNonNull(reason.label()), inText(reason)));
  }

  private static boolean asksForMoreThanApproval(Reason reason) {
    return reason.verdict() != null && reason.verdict() != Verdict.APPROVE;
  }

  private static float score(Reason reason) {
    return Objects.requireNonNullElse(reason.score(), 0f);
  }

  private static boolean isGeneral(Reason reason) {
    return GENERAL.contains(reason.label());
  }

  private static List<Match> inText(Reason reason) {
    return reason.matches().stream()
        .filter(match -> match.field() == Match.Field.TEXT)
        .sorted(Comparator.comparingInt(Match::start))
        .toList();
  }

  /** The label in words that fit behind "reads as". */
  String words() {
    return switch (label) {
      case TOXICITY, SEVERE_TOXICITY -> "hurtful";
      case IDENTITY_ATTACK -> "an attack on a group of people";
      case INSULT -> "an insult";
      case PROFANITY -> "foul language";
      case THREAT -> "a threat";
      case SEXUALLY_EXPLICIT -> "sexually explicit";
      case SPAM -> "advertising";
    };
  }
}
