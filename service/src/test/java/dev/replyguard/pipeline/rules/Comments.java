package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.store.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comments to examine, and the action of the rules under test. */
final class Comments {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Action HOLD = Action.enforce(Verdict.HOLD);
  static final Action REJECT = Action.enforce(Verdict.REJECT);
  static final DomainLists LISTS = DomainLists.load(null);

  private Comments() {}

  static CommentView text(String text) {
    return view(text, Author.UNKNOWN, Article.UNKNOWN, Form.UNKNOWN, Facts.UNKNOWN);
  }

  static CommentView home(String text, @Nullable String url) {
    return view(
        text,
        new Author(null, "Ada", null, url, null, null),
        Article.UNKNOWN,
        Form.UNKNOWN,
        Facts.UNKNOWN);
  }

  static CommentView view(String text, Author author, Article article, Form form, Facts facts) {
    return new CommentView(
        new Comment("demo", "c1", text, author, article, Parent.NONE, NOW, null, form), facts, NOW);
  }
}
