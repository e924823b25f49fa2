package dev.replyguard.http.perspective;

import dev.replyguard.domain.Comment;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what both calls have in common: the comment and what it was written about. */
final class CommentMessage {
  private static final List<String> TEXT_TYPES =
      List.of("TEXT_TYPE_UNSPECIFIED", "PLAIN_TEXT", "HTML");

  private final ProtoReader in;
  private String text = "";
  private boolean html;
  private boolean entriesGiven;
  private boolean articleGiven;
  private @Nullable String firstEntry;
  private @Nullable String parentText;

  CommentMessage(ProtoReader in) {
    this.in = in;
  }

  /** The field {@code comment}. */
  void readComment() throws IOException {
    in.message(
        "comment",
        name -> {
          switch (name) {
            case "text" -> {
              String given = in.string("comment.text");
              text = given == null ? "" : given;
            }
            case "type" -> html = isHtml("comment.type");
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  /** The field {@code context}. */
  void readContext() throws IOException {
    in.message(
        "context",
        name -> {
          switch (name) {
            case "entries" -> {
              entriesGiven = true;
              in.list(
                  "context.entries",
                  index -> {
                    String entry = entry("context.entries[" + index + "]");
                    firstEntry = index == 0 ? entry : firstEntry;
                  });
            }
            case "articleAndParentComment" -> {
              articleGiven = true;
              in.message("context.article_and_parent_comment", this::articleField);
            }
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  private boolean articleField(String name) throws IOException {
    switch (name) {
      case "article" -> entry("context.article_and_parent_comment.article");
      case "parentComment" ->
          parentText = entry("context.article_and_parent_comment.parent_comment");
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable String entry(String at) throws IOException {
    @Nullable String[] found = new String[1];
    in.message(
        at,
        name -> {
          switch (name) {
            case "text" -> found[0] = in.string(at + ".text");
            case "type" -> in.constant(at + ".type", TEXT_TYPES);
            default -> {
              return false;
            }
          }
          return true;
        });
    return found[0];
  }

  private boolean isHtml(String at) throws IOException {
    return "HTML".equals(in.constant(at, TEXT_TYPES));
  }

  /**
   * The comment's text, which is not empty.
   *
   * @throws PerspectiveException where the comment or its context cannot be used
   */
  String checkedText() {
    if (text.isEmpty()) {
      throw PerspectiveException.emptyComment();
    }
    int bytes = utf8Length(text);
    if (bytes > Comment.MAX_TEXT_BYTES) {
      throw PerspectiveException.tooLong(bytes, Comment.MAX_TEXT_BYTES);
    }
    if (html) {
      throw PerspectiveException.of(
          "INVALID_REQUEST", "Currently, only 'PLAIN_TEXT' comments are supported");
    }
    if (entriesGiven && articleGiven) {
      throw PerspectiveException.of(
          "INVALID_REQUEST",
          "Context can have either entries or article_and_parent_comment, but both fields were"
              + " populated.");
    }
    return text;
  }

  CommentContext context() {
    return CommentContext.of(firstEntry, parentText);
  }

  private static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Two halves of a pair are four bytes in all.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
