package dev.replyguard.http.v1;

import dev.replyguard.store.PolicyStore;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests about policies. For one document. */
final class PolicyDecoder {
  /** The longest note. */
  static final int MAX_NOTE = 500;

  private static final StringRule NOTE = StringRule.upTo(MAX_NOTE);

  private final DocumentReader in;
  private final PolicyDocumentFields document;
  private final boolean withDocument;
  private final boolean withVersion;
  private int expected;
  private @Nullable String note;

  private PolicyDecoder(DocumentReader in, boolean withDocument, boolean withVersion) {
    this.in = in;
    this.document = new PolicyDocumentFields(in);
    this.withDocument = withDocument;
    this.withVersion = withVersion;
  }

  /** A document that is to be stored: format, source, expected and note. */
  static PolicyRequest toStore(Buffer body) {
    return DocumentReader.read(
        body,
        in -> new PolicyDecoder(in, true, true).request(List.of("format", "source", "expected")));
  }

  /** A document that is to be looked at: format and source. */
  static PolicyRequest toCheck(Buffer body) {
    return DocumentReader.read(
        body, in -> new PolicyDecoder(in, true, false).request(List.of("format", "source")));
  }

  /** That an earlier document is to be stored again: expected and note. */
  static PolicyRequest toRestore(Buffer body) {
    return DocumentReader.read(
        body, in -> new PolicyDecoder(in, false, true).request(List.of("expected")));
  }

  private PolicyRequest request(List<String> required) throws IOException {
    in.object("", required, this::field);
    return new PolicyRequest(document.format(), document.source(), expected, note);
  }

  private boolean field(String name) throws IOException {
    return (withDocument && document.read(name)) || (withVersion && versionField(name));
  }

  private boolean versionField(String name) throws IOException {
    switch (name) {
      case "expected" -> {
        Long read = in.whole("", name, 0, PolicyStore.MAX_VERSIONS);
        expected = read == null ? 0 : read.intValue();
      }
      case "note" -> note = in.string("", name, NOTE);
      default -> {
        return false;
      }
    }
    return true;
  }
}
