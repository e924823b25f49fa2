package dev.replyguard.http.v1;

import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.PolicySimulation;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/policy:simulate}.
 *
 * @param format in what the draft is written
 * @param source the draft
 * @param days over how many days, 1 to 90
 * @param before the first time that is too late, or null: now
 * @param limit how many comments at most
 * @param distribution whether to tell how the comments are spread over the scores
 */
record SimulationRequest(
    PolicyFormat format,
    String source,
    int days,
    @Nullable Instant before,
    int limit,
    boolean distribution) {
  private static final int DEFAULT_DAYS = 7;
  private static final int MAX_DAYS = 90;

  /**
   * The request.
   *
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static SimulationRequest decode(Buffer body) {
    return DocumentReader.read(body, in -> new Fields(in).request());
  }

  private static final class Fields {
    private final DocumentReader in;
    private final PolicyDocumentFields document;
    private int days = DEFAULT_DAYS;
    private @Nullable Instant before;
    private int limit = PolicySimulation.MAX_COMMENTS;
    private boolean distribution;

    Fields(DocumentReader in) {
      this.in = in;
      this.document = new PolicyDocumentFields(in);
    }

    SimulationRequest request() throws IOException {
      in.object("", List.of("format", "source"), this::field);
      return new SimulationRequest(
          document.format(), document.source(), days, before, limit, distribution);
    }

    private boolean field(String name) throws IOException {
      switch (name) {
        case "days" -> days = whole(name, MAX_DAYS, days);
        case "before" -> before = TypedFields.instant(in, name);
        case "distribution" -> distribution = Boolean.TRUE.equals(in.bool("", name));
        case "limit" -> limit = whole(name, PolicySimulation.MAX_COMMENTS, limit);
        default -> {
          return document.read(name);
        }
      }
      return true;
    }

    private int whole(String name, int max, int fallback) throws IOException {
      Long read = in.whole("", name, 1, max);
      return read == null ? fallback : read.intValue();
    }
  }
}
