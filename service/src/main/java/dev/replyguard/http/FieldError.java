package dev.replyguard.http;

/**
 * One field of a request that is not as it should be.
 *
 * @param field the field with its way there, such as {@code author.url} or {@code
 *     comments[3].text}; {@code body} for the whole
 * @param message what was expected and what came, without the text of a comment
 */
public record FieldError(String field, String message) {}
