package dev.replyguard.http.site;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.RecordedComment;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The demo page as it is written, to be filled with comments: whatever they hold is text there. */
final class DemoTemplate {
  private static final String COMMENTS = "{comments}";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String page;

  private DemoTemplate(String page) {
    this.page = page;
  }

  /** Reads it. Blocks. */
  static DemoTemplate read() {
    return new DemoTemplate(new String(Asset.content("demo.html"), StandardCharsets.UTF_8));
  }

  /**
   * The page with these comments.
   *
   * @param comments those to show, or null: they cannot be read
   */
  String filled(@Nullable List<RecordedComment> comments) {
    return page.replace(COMMENTS, list(comments));
  }

  private static String list(@Nullable List<RecordedComment> comments) {
    if (comments == null) {
      return "<p class=\"none\">The comments cannot be read at the moment.</p>";
    }
    String none = comments.isEmpty() ? "" : " hidden";
    return "<p class=\"none\"%s>Nobody has left a reply yet.</p>%n".formatted(none)
        + comments.stream()
            .map(DemoTemplate::item)
            .collect(Collectors.joining("", "<ol class=\"comments\">\n", "</ol>"));
  }

  private static String item(RecordedComment recorded) {
    Comment comment = recorded.comment();
    String name = comment.author().name();
    return """
        <li class="comment"><p class="who"><bdi>%s</bdi> <time datetime="%s">%s</time></p>
        <p class="said" dir="auto">%s</p></li>
        """
        .formatted(
            name == null || name.isBlank() ? "Anonymous" : text(name),
            comment.createdAt(),
            DAY.format(comment.createdAt()),
            text(comment.text()));
  }

  /** As HTML that stands for the text and nothing else. */
  static String text(String raw) {
    StringBuilder html = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\n', '\t' -> html.append(c);
        default -> html.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
    return html.toString();
  }
}
