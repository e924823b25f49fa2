package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.store.Facts;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TextNormalizer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comment as rules look at it: what several rules need is made once, when the first one asks. For
 * one thread at a time.
 */
public final class CommentView {
  private final Comment comment;
  private final Facts facts;
  private final Instant now;
  private final Map<Field, FoldedText> written = new EnumMap<>(Field.class);
  private final Map<Field, NormalizedText> normalized = new EnumMap<>(Field.class);
  private @Nullable List<Link> links;

  /**
   * A view of the comment.
   *
   * @param facts what the store knows
   * @param now when it is judged
   */
  public CommentView(Comment comment, Facts facts, Instant now) {
    this.comment = comment;
    this.facts = facts;
    this.now = now;
  }

  Comment comment() {
    return comment;
  }

  /** What the store knows. */
  public Facts facts() {
    return facts;
  }

  Instant now() {
    return now;
  }

  /** The field's text, empty where it is not known. */
  String text(Field field) {
    Author author = comment.author();
    String text =
        switch (field) {
          case TEXT -> comment.text();
          case AUTHOR_NAME -> author.name();
          case AUTHOR_URL -> author.url();
          case AUTHOR_EMAIL -> author.email();
        };
    return text == null ? "" : text;
  }

  FoldedText written(Field field) {
    return written.computeIfAbsent(field, missing -> FoldedText.ofWritten(text(missing)));
  }

  NormalizedText normalized(Field field) {
    return normalized.computeIfAbsent(field, missing -> TextNormalizer.normalize(text(missing)));
  }

  /** The links in the text. */
  List<Link> links() {
    if (links == null) {
      links = LinkFinder.find(comment.text());
    }
    return links;
  }

  /** How many links there are in the text. */
  public int linkCount() {
    return links().size();
  }

  /** The host of the author's home page, as far as it is one. */
  Optional<String> authorHost() {
    String url = text(Field.AUTHOR_URL);
    List<Link> found = LinkFinder.find(url.contains("://") ? url : "http://" + url);
    return found.stream().map(Link::host).findFirst();
  }

  /** The words at those offsets of the field. */
  Match match(Field field, int start, int end) {
    return new Match(field, text(field).substring(start, end), start, end);
  }

  /** The whole of the field. */
  Match whole(Field field) {
    return match(field, 0, text(field).length());
  }
}
