package dev.replyguard.http.v1;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of {@code POST /v1/scores}. For one document. */
final class ScoreRequestDecoder {
  /** How many texts a request may hold. */
  static final int MAX_COMMENTS = 1_000;

  private static final List<String> REQUIRED = List.of("comments");
  private static final List<String> REQUIRED_OF_COMMENT = List.of("text");

  private final DocumentReader in;
  private final List<String> texts = new ArrayList<>();

  private ScoreRequestDecoder(DocumentReader in) {
    this.in = in;
  }

  /**
   * The texts, in order, at least one.
   *
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static List<String> decode(Buffer body) {
    return DocumentReader.read(body, in -> new ScoreRequestDecoder(in).request());
  }

  private List<String> request() throws IOException {
    in.object("", REQUIRED, this::field);
    return texts;
  }

  private boolean field(String name) throws IOException {
    if (!name.equals("comments")) {
      return false;
    }
    in.array(name, 1, MAX_COMMENTS, this::comment);
    return true;
  }

  private void comment(int index) throws IOException {
    String at = "comments[" + index + "]";
    in.object(at, REQUIRED_OF_COMMENT, name -> commentField(at, name));
  }

  private boolean commentField(String at, String name) throws IOException {
    if (!name.equals("text")) {
      return false;
    }
    String text = in.string(at, name, StringRule.TEXT);
    if (text != null) {
      texts.add(text);
    }
    return true;
  }
}
