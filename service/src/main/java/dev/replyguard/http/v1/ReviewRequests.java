package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.review.BulkReview;
import dev.replyguard.review.RulingDraft;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of what moderators ask for. For one document. */
final class ReviewRequests {
  private static final StringRule NOTE = StringRule.upTo(Ruling.MAX_NOTE);
  private static final StringRule REQUIRED_NOTE =
      value -> value.isBlank() ? "1 to 2,000 characters expected, got none" : NOTE.complaint(value);

  private final DocumentReader in;
  private final List<String> allowed;
  private final List<String> ids = new ArrayList<>();
  private @Nullable Verdict verdict;
  private @Nullable RejectReason reason;
  private boolean reasonGiven;
  private @Nullable String note;
  private @Nullable String to;
  private @Nullable Integer revision;
  private int limit = BulkReview.MAX;

  private ReviewRequests(DocumentReader in, List<String> allowed) {
    this.in = in;
    this.allowed = allowed;
  }

  /** Decisions about these comments. */
  record Bulk(RulingDraft draft, List<String> ids, int limit) {}

  /** That a comment is handed over. */
  record HandOver(String to, @Nullable String note) {}

  /** A decision: verdict, reason, note, and the revision that it is about. */
  static RulingDraft decision(Buffer body, Actor by) {
    return DocumentReader.read(
        body,
        in ->
            new ReviewRequests(in, List.of("verdict", "reason", "note", "revision"))
                .decided(List.of("verdict"), by));
  }

  /** A decision about comments that are named by their ids. */
  static Bulk byIds(Buffer body, Actor by) {
    return DocumentReader.read(
        body,
        in ->
            new ReviewRequests(in, List.of("verdict", "reason", "note", "ids"))
                .bulk(List.of("verdict", "ids"), by));
  }

  /** A decision about at most so many comments that are chosen otherwise. */
  static Bulk byFilter(Buffer body, Actor by) {
    return DocumentReader.read(
        body,
        in ->
            new ReviewRequests(in, List.of("verdict", "reason", "note", "limit"))
                .bulk(List.of("verdict"), by));
  }

  /** A note that may be left out: empty then. */
  static Optional<String> note(Buffer body) {
    return DocumentReader.read(
        body, in -> Optional.ofNullable(new ReviewRequests(in, List.of("note")).noted(List.of())));
  }

  /** A note that must be there. */
  static String requiredNote(Buffer body) {
    return DocumentReader.read(
        body, in -> new ReviewRequests(in, List.of("note!")).noted(List.of("note")));
  }

  /** Who gets a comment, and why. */
  static HandOver handOver(Buffer body) {
    return DocumentReader.read(
        body, in -> new ReviewRequests(in, List.of("to", "note")).handedOver());
  }

  private @Nullable RulingDraft decided(List<String> required, Actor by) throws IOException {
    in.object("", required, this::field);
    if (verdict == null) {
      return null;
    }
    // What is wrong about the reason itself has been noted already.
    if ((verdict == Verdict.REJECT) != reasonGiven) {
      in.wrong("reason", "expected where, and only where, the verdict is reject");
      return null;
    }
    return new RulingDraft(verdict, reason, note, by, revision);
  }

  private @Nullable Bulk bulk(List<String> required, Actor by) throws IOException {
    RulingDraft draft = decided(required, by);
    return draft == null ? null : new Bulk(draft, List.copyOf(ids), limit);
  }

  private @Nullable String noted(List<String> required) throws IOException {
    in.object("", required, this::field);
    return note;
  }

  private @Nullable HandOver handedOver() throws IOException {
    in.object("", List.of("to"), this::field);
    return to == null ? null : new HandOver(to, note);
  }

  private boolean field(String name) throws IOException {
    if (name.equals("note") && allowed.contains("note!")) {
      note = in.string("", name, REQUIRED_NOTE);
      return true;
    }
    if (!allowed.contains(name)) {
      return false;
    }
    switch (name) {
      case "verdict" -> verdict = TypedFields.parsed(in, name, "approve or reject", this::ruled);
      case "reason" -> {
        reasonGiven = true;
        reason = TypedFields.parsed(in, name, "one of " + RejectReason.KEYS, RejectReason::ofKey);
      }
      case "note" -> note = in.string("", name, NOTE);
      case "to" -> to = in.string("", name, StringRule.PERSON);
      case "revision" -> revision(name);
      case "ids" -> in.array(name, 1, BulkReview.MAX, this::commentId);
      default -> limit(name);
    }
    return true;
  }

  private Optional<Verdict> ruled(String key) {
    return switch (key) {
      case "approve" -> Optional.of(Verdict.APPROVE);
      case "reject" -> Optional.of(Verdict.REJECT);
      default -> Optional.empty();
    };
  }

  private void commentId(int index) throws IOException {
    String id = in.string("", "ids[" + index + "]", StringRule.IDENTIFIER);
    if (id != null) {
      ids.add(id);
    }
  }

  private void revision(String name) throws IOException {
    Long given = in.whole("", name, 1, Integer.MAX_VALUE);
    revision = given == null ? null : given.intValue();
  }

  private void limit(String name) throws IOException {
    Long given = in.whole("", name, 1, BulkReview.MAX);
    limit = given == null ? limit : given.intValue();
  }
}
