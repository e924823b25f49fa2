package dev.replyguard.domain;

/**
 * The answer to a site: a decision about a comment, and how it came about.
 *
 * @param commentId the comment's identifier within the site
 * @param decision what was decided
 * @param cached true where the comment was known, or where its scores are those of an earlier
 *     comment of the same text
 * @param recorded true once comment and decision are stored for good
 * @param revision which version of the comment's text this is, from 1, or 0 where it is not
 *     recorded
 * @param blind true where it is told without what was decided and why, to whom that must not lead
 */
public record Judgement(
    String commentId,
    Decision decision,
    boolean cached,
    boolean recorded,
    int revision,
    boolean blind) {

  /** A judgement of which everything is told. */
  public Judgement(
      String commentId, Decision decision, boolean cached, boolean recorded, int revision) {
    this(commentId, decision, cached, recorded, revision, false);
  }
}
