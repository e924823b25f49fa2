package dev.replyguard.http.v1;

import dev.replyguard.domain.Author;
import dev.replyguard.store.Report;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/comments/{id}/reports}. For one document. */
final class ReportDecoder {
  private static final StringRule EMAIL = StringRule.upTo(320);
  private static final StringRule IP = StringRule.upTo(100);

  private final DocumentReader in;
  private Report.@Nullable Reason reason;
  private @Nullable String id;
  private @Nullable String email;
  private @Nullable String ip;

  private ReportDecoder(DocumentReader in) {
    this.in = in;
  }

  /**
   * The report.
   *
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static Report decode(Buffer body) {
    return DocumentReader.read(body, in -> new ReportDecoder(in).report());
  }

  private @Nullable Report report() throws IOException {
    in.object("", List.of("reason", "reader"), this::field);
    if (reason == null) {
      return null;
    }
    if (id == null && email == null && ip == null) {
      in.wrong("reader", "id, email or ip expected");
      return null;
    }
    return new Report(new Author(id, null, email, null, ip, null), reason);
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "reason" ->
          reason = TypedFields.parsed(in, name, "a reason to report", ReportDecoder::reasonOfKey);
      case "reader" -> in.object(name, List.of(), this::readerField);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readerField(String name) throws IOException {
    switch (name) {
      case "id" -> id = known(name, StringRule.OPTIONAL_IDENTIFIER);
      case "email" -> email = known(name, EMAIL);
      case "ip" -> ip = known(name, IP);
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable String known(String name, StringRule rule) throws IOException {
    String value = in.string("reader", name, rule);
    return value == null || value.isEmpty() ? null : value;
  }

  private static Optional<Report.Reason> reasonOfKey(String key) {
    return Arrays.stream(Report.Reason.values())
        .filter(reason -> reason.key().equals(key))
        .findFirst();
  }
}
