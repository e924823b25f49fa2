package dev.replyguard.http.perspective;

import dev.replyguard.http.perspective.ProtoReader.FieldReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code comments:analyze}.
 *
 * @param text 1 to 20,480 bytes of UTF-8
 * @param attributes what is asked for, by name, in order; at least one
 * @param languages as given; empty where the language is to be told by the text
 * @param doNotStore whether nothing may be kept of it
 * @param spans whether sentences are to be scored one by one
 * @param dropUnsupported whether attributes that do not know the language are left out
 * @param clientToken to be told back, or null
 * @param context what is known of the comment's surroundings
 */
record AnalyzeRequest(
    String text,
    Map<String, Wanted> attributes,
    List<String> languages,
    boolean doNotStore,
    boolean spans,
    boolean dropUnsupported,
    @Nullable String clientToken,
    CommentContext context) {

  private static final String PROBABILITY = "PROBABILITY";
  private static final List<String> SCORE_TYPES =
      List.of("SCORE_TYPE_UNSPECIFIED", PROBABILITY, "STD_DEV_SCORE", "PERCENTILE", "RAW");

  /**
   * What is wanted of an attribute.
   *
   * @param scoreType the kind of score
   * @param threshold scores below it are left out; 0 where all are wanted
   */
  record Wanted(String scoreType, float threshold) {
    static final Wanted ANY = new Wanted(PROBABILITY, 0);

    boolean isProbability() {
      return scoreType.equals(PROBABILITY);
    }
  }

  /**
   * Reads it.
   *
   * @throws PerspectiveException naming the first thing that is wrong
   */
  static AnalyzeRequest read(Buffer body) {
    return ProtoReader.read(body, Reader::new)
        .orElseThrow(PerspectiveException::emptyComment)
        .request();
  }

  private static final class Reader implements FieldReader {
    private final ProtoReader in;
    private final CommentMessage comment;
    private final Map<String, Wanted> attributes = new LinkedHashMap<>();
    private final List<String> languages = new ArrayList<>();
    private boolean doNotStore;
    private boolean spans;
    private boolean dropUnsupported;
    private @Nullable String clientToken;

    Reader(ProtoReader in) {
      this.in = in;
      this.comment = new CommentMessage(in);
    }

    @Override
    public boolean read(String name) throws IOException {
      switch (name) {
        case "comment" -> comment.readComment();
        case "context" -> comment.readContext();
        case "requestedAttributes" ->
            in.map(
                "requested_attributes", attribute -> attributes.put(attribute, wanted(attribute)));
        case "languages" ->
            in.list("languages", index -> addLanguage(in.string("languages[" + index + "]")));
        case "doNotStore" -> doNotStore = in.bool("do_not_store");
        case "spanAnnotations" -> spans = in.bool("span_annotations");
        case "dropUnsupportedAttributes" ->
            dropUnsupported = in.bool("drop_unsupported_attributes");
        case "clientToken" -> clientToken = in.string("client_token");
        case "sessionId" -> in.string("session_id");
        case "communityId" -> in.string("community_id");
        default -> {
          return false;
        }
      }
      return true;
    }

    private void addLanguage(@Nullable String language) {
      if (language != null && !language.isEmpty()) {
        languages.add(language);
      }
    }

    private Wanted wanted(String attribute) throws IOException {
      WantedReader wanted = new WantedReader(in, attribute);
      in.message(wanted::place, wanted);
      return wanted.wanted();
    }

    AnalyzeRequest request() {
      String text = comment.checkedText();
      if (attributes.isEmpty()) {
        throw PerspectiveException.of("NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes");
      }
      return new AnalyzeRequest(
          text,
          attributes,
          List.copyOf(languages),
          doNotStore,
          spans,
          dropUnsupported,
          clientToken,
          comment.context());
    }
  }

  private static final class WantedReader implements FieldReader {
    private final ProtoReader in;
    private final String attribute;
    private String scoreType = PROBABILITY;
    private float threshold;

    WantedReader(ProtoReader in, String attribute) {
      this.in = in;
      this.attribute = attribute;
    }

    String place() {
      return "requested_attributes[" + FieldNames.shown(attribute) + "]";
    }

    @Override
    public boolean read(String name) throws IOException {
      switch (name) {
        case "scoreType" -> {
          String type = in.constant(place() + ".score_type", SCORE_TYPES);
          scoreType = type == null || type.equals(SCORE_TYPES.get(0)) ? PROBABILITY : type;
        }
        case "scoreThreshold" -> {
          Double given = in.number(place() + ".score_threshold");
          threshold = given == null ? 0 : given.floatValue();
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    /** Most requests say no more than the name. */
    Wanted wanted() {
      return threshold == 0 && scoreType.equals(PROBABILITY)
          ? Wanted.ANY
          : new Wanted(scoreType, threshold);
    }
  }
}
