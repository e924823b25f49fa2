package dev.replyguard.http.v1;

import dev.replyguard.domain.policy.PolicyFormat;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/policy:try}.
 *
 * @param format in what the draft is written
 * @param source the draft
 * @param text the comment to try it on
 * @param authorName what its author is called, or null
 */
record TrialRequest(PolicyFormat format, String source, String text, @Nullable String authorName) {
  private static final StringRule AUTHOR_NAME = StringRule.upTo(500);

  /**
   * The request.
   *
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static TrialRequest decode(Buffer body) {
    return DocumentReader.read(body, in -> new Fields(in).request());
  }

  private static final class Fields {
    private final DocumentReader in;
    private final PolicyDocumentFields document;
    private String text = "";
    private @Nullable String authorName;

    Fields(DocumentReader in) {
      this.in = in;
      this.document = new PolicyDocumentFields(in);
    }

    TrialRequest request() throws IOException {
      in.object("", List.of("format", "source", "text"), this::field);
      return new TrialRequest(document.format(), document.source(), text, authorName);
    }

    private boolean field(String name) throws IOException {
      switch (name) {
        case "text" -> {
          String read = in.string("", name, StringRule.TEXT);
          text = read == null ? text : read;
        }
        case "authorName" -> authorName = in.string("", name, AUTHOR_NAME);
        default -> {
          return document.read(name);
        }
      }
      return true;
    }
  }
}
