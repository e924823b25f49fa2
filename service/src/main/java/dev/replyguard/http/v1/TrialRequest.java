package dev.replyguard.http.v1;

import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.policy.PolicyTree;
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
  private static final StringRule SOURCE = StringRule.upTo(PolicyTree.MAX_LENGTH);
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
    private PolicyFormat format = PolicyFormat.JSON;
    private String source = "{}";
    private String text = "";
    private @Nullable String authorName;

    Fields(DocumentReader in) {
      this.in = in;
    }

    TrialRequest request() throws IOException {
      in.object("", List.of("format", "source", "text"), this::field);
      return new TrialRequest(format, source, text, authorName);
    }

    private boolean field(String name) throws IOException {
      switch (name) {
        case "format" -> {
          PolicyFormat read =
              TypedFields.parsed(in, name, "json or yaml", PolicyDecoder::formatOfKey);
          format = read == null ? format : read;
        }
        case "source" -> {
          String read = in.string("", name, SOURCE);
          source = read == null ? source : read;
        }
        case "text" -> {
          String read = in.string("", name, StringRule.TEXT);
          text = read == null ? text : read;
        }
        case "authorName" -> authorName = in.string("", name, AUTHOR_NAME);
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
