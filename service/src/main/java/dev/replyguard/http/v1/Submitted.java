package dev.replyguard.http.v1;

import dev.replyguard.domain.Judgement;

/**
 * What somebody who left a comment is told: never a score, a threshold or a rule.
 *
 * @param id the comment's identifier within the site
 * @param outcome what becomes of it
 * @param recorded whether it is stored; where not, it should be sent again
 */
public record Submitted(String id, Outcome outcome, boolean recorded) {

  /** What becomes of a comment. */
  public enum Outcome {
    /** It may be shown. */
    PUBLISHED("published"),
    /** Somebody will look at it first. */
    WAITING("waiting"),
    /** It will not be shown. */
    REFUSED("refused");

    private final String key;

    Outcome(String key) {
      this.key = key;
    }

    /** Its name on the wire and in metrics. */
    public String key() {
      return key;
    }
  }

  /** What is told of a judgement. What is not recorded waits, whatever was decided. */
  static Submitted of(Judgement judgement) {
    Outcome outcome =
        switch (judgement.decision().verdict()) {
          case APPROVE -> Outcome.PUBLISHED;
          case HOLD -> Outcome.WAITING;
          case REJECT -> Outcome.REFUSED;
        };
    return new Submitted(
        judgement.commentId(),
        judgement.recorded() ? outcome : Outcome.WAITING,
        judgement.recorded());
  }
}
