package dev.replyguard.pipeline.policy;

/**
 * A field of a policy document that is wrong.
 *
 * @param field the field with its way there, such as {@code rules.words[2].verdict}; empty for the
 *     document as a whole
 * @param message what was expected and what came
 */
public record Violation(String field, String message) {}
