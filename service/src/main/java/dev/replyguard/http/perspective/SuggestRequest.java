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
 * The body of {@code comments:suggestscore}.
 *
 * @param text 1 to 20,480 bytes of UTF-8
 * @param scores by attribute, what the score should be; at least one
 * @param languages as given
 * @param clientToken to be told back, or null
 * @param context what is known of the comment's surroundings
 */
record SuggestRequest(
    String text,
    Map<String, Double> scores,
    List<String> languages,
    @Nullable String clientToken,
    CommentContext context) {

  private static final List<String> SCORE_TYPES =
      List.of("SCORE_TYPE_UNSPECIFIED", "PROBABILITY", "STD_DEV_SCORE", "PERCENTILE", "RAW");

  /**
   * Reads it.
   *
   * @throws PerspectiveException naming the first thing that is wrong
   */
  static SuggestRequest read(Buffer body) {
    return ProtoReader.read(body, Reader::new)
        .orElseThrow(PerspectiveException::emptyComment)
        .request();
  }

  private static final class Reader implements FieldReader {
    private final ProtoReader in;
    private final CommentMessage comment;
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private final List<String> languages = new ArrayList<>();
    private @Nullable String unscored;
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
        case "attributeScores" -> in.map("attribute_scores", this::attribute);
        case "languages" ->
            in.list(
                "languages",
                index -> {
                  String language = in.string("languages[" + index + "]");
                  if (language != null && !language.isEmpty()) {
                    languages.add(language);
                  }
                });
        case "clientToken" -> clientToken = in.string("client_token");
        case "sessionId" -> in.string("session_id");
        case "communityId" -> in.string("community_id");
        default -> {
          return false;
        }
      }
      return true;
    }

    private void attribute(String attribute) throws IOException {
      String at = "attribute_scores[" + FieldNames.shown(attribute) + "]";
      // Of the whole where that is told, else the worst of the parts.
      @Nullable Double[] found = new Double[2];
      in.message(
          at,
          name -> {
            switch (name) {
              case "summaryScore" -> found[0] = score(at + ".summary_score");
              case "spanScores" ->
                  in.list(
                      at + ".span_scores",
                      index -> {
                        Double part = span(at + ".span_scores[" + index + "]");
                        found[1] = part == null ? found[1] : max(found[1], part);
                      });
              default -> {
                return false;
              }
            }
            return true;
          });
      Double score = found[0] == null ? found[1] : found[0];
      if (score == null) {
        unscored = attribute;
      } else {
        scores.put(attribute, score);
      }
    }

    private static Double max(@Nullable Double one, Double other) {
      return one == null ? other : Double.valueOf(Math.max(one, other));
    }

    private @Nullable Double span(String at) throws IOException {
      boolean[] bounds = new boolean[2];
      @Nullable Double[] score = new Double[1];
      in.message(
          at,
          name -> {
            switch (name) {
              case "begin" -> bounds[0] = in.number(at + ".begin") != null;
              case "end" -> bounds[1] = in.number(at + ".end") != null;
              case "score" -> score[0] = score(at + ".score");
              default -> {
                return false;
              }
            }
            return true;
          });
      if (!bounds[0] || !bounds[1]) {
        throw PerspectiveException.badBody(
            at, "Invalid value at '" + at + "', begin and end expected");
      }
      return score[0];
    }

    private @Nullable Double score(String at) throws IOException {
      @Nullable Double[] value = new Double[1];
      in.message(
          at,
          name -> {
            switch (name) {
              case "value" -> value[0] = in.number(at + ".value");
              case "type" -> in.constant(at + ".type", SCORE_TYPES);
              default -> {
                return false;
              }
            }
            return true;
          });
      return value[0];
    }

    SuggestRequest request() {
      String text = comment.checkedText();
      if (unscored != null) {
        throw PerspectiveException.of(
            "INVALID_REQUEST",
            "Missing summary_score and span_scores of attribute " + FieldNames.shown(unscored));
      }
      if (scores.isEmpty()) {
        throw PerspectiveException.of("INVALID_REQUEST", "Missing attribute_scores");
      }
      return new SuggestRequest(
          text, scores, List.copyOf(languages), clientToken, comment.context());
    }
  }
}
