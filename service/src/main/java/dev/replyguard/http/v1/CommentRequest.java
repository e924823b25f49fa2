package dev.replyguard.http.v1;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/comments}.
 *
 * @param id the comment's identifier within the site, or null: one is made up
 * @param text the words as written
 * @param author who wrote it
 * @param article what it was left under
 * @param parent what it answers
 * @param createdAt when it was written, or null: now
 * @param language the language the site claims for it, or null
 * @param form what the site's form noticed
 */
record CommentRequest(
    @Nullable String id,
    String text,
    Author author,
    Article article,
    Parent parent,
    @Nullable Instant createdAt,
    @Nullable String language,
    Form form) {

  /** The comment of that site, with what was left out filled in. */
  Comment toComment(String site, Supplier<String> newId, Supplier<Instant> now) {
    return new Comment(
        site,
        id == null ? newId.get() : id,
        text,
        author,
        article,
        parent,
        createdAt == null ? now.get() : createdAt,
        language,
        form);
  }
}
