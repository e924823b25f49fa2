package dev.replyguard.domain;

/**
 * The answer to a site: a decision about a comment, and how it came about.
 *
 * @param commentId the comment's identifier within the site
 * @param decision what was decided
 * @param cached true where the decision is older than the request: the comment was known, or the
 *     same text had been judged before under the same model and policy
 * @param recorded true once comment and decision are stored for good
 */
public record Judgement(String commentId, Decision decision, boolean cached, boolean recorded) {}
