package dev.replyguard.http.v1;

import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.pipeline.rules.DomainNames;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code PUT /v1/lists/{list}}. For one document. */
final class ListEntryDecoder {
  private static final List<String> REQUIRED = List.of("trait");
  private static final StringRule VALUE =
      value ->
          value.isBlank()
              ? "1 to 320 characters expected, got none"
              : StringRule.upTo(320).complaint(value);
  private static final StringRule REASON = StringRule.upTo(ListEntry.MAX_REASON);

  private final DocumentReader in;
  private final AuthorList list;
  private final Instant now;
  private @Nullable AuthorTrait trait;
  private @Nullable String value;
  private @Nullable String reason;
  private @Nullable Instant expiresAt;
  private @Nullable String comment;
  private @Nullable RejectReason rejectWaiting;

  private ListEntryDecoder(DocumentReader in, AuthorList list, Instant now) {
    this.in = in;
    this.list = list;
    this.now = now;
  }

  /**
   * The entry.
   *
   * @param now expiry must be later
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static ListEntryRequest decode(Buffer body, AuthorList list, Instant now) {
    return DocumentReader.read(body, in -> new ListEntryDecoder(in, list, now).request());
  }

  private @Nullable ListEntryRequest request() throws IOException {
    in.object("", REQUIRED, this::field);
    if (trait == null) {
      return null;
    }
    if ((value == null) == (comment == null)) {
      in.wrong("value", "either value or comment expected");
      return null;
    }
    if (comment != null && !trait.isPersonal()) {
      in.wrong("comment", "the trait id, email or address expected with it: no more is stored");
    }
    if (value != null
        && trait == AuthorTrait.EMAIL_DOMAIN
        && DomainNames.canonical(value.strip()).isEmpty()) {
      in.wrong("value", "the name of a domain expected, such as mail.example");
    }
    if (rejectWaiting != null && list != AuthorList.BANNED) {
      in.wrong("rejectWaiting", "the list banned expected with it");
    }
    return new ListEntryRequest(trait, value, comment, reason, expiresAt, rejectWaiting);
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "trait" ->
          trait =
              TypedFields.parsed(
                  in, name, "id, email, address, emailDomain or network", AuthorTrait::ofKey);
      case "value" -> value = in.string("", name, VALUE);
      case "comment" -> comment = in.string("", name, StringRule.IDENTIFIER);
      case "reason" -> reason = in.string("", name, REASON);
      case "expiresAt" -> expiry(name);
      case "rejectWaiting" ->
          rejectWaiting =
              TypedFields.parsed(in, name, "one of " + RejectReason.KEYS, RejectReason::ofKey);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void expiry(String name) throws IOException {
    expiresAt = TypedFields.instant(in, name);
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      in.wrong(name, "a time in the future expected");
    }
  }
}
