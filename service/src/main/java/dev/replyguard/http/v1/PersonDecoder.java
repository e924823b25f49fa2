package dev.replyguard.http.v1;

import dev.replyguard.domain.Author;
import dev.replyguard.store.SiteStore;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /v1/privacy/...}. For one document. */
final class PersonDecoder {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final int MAX_CURSOR = 2_000;
  private static final StringRule EMAIL = notBlank(320);
  private static final StringRule IP = notBlank(100);

  private final DocumentReader in;
  private final boolean paged;
  private @Nullable String id;
  private @Nullable String email;
  private @Nullable String ip;
  private @Nullable List<String> sites;
  private boolean allSites;
  private @Nullable String cursor;
  private int limit = DEFAULT_LIMIT;

  private PersonDecoder(DocumentReader in, boolean paged) {
    this.in = in;
    this.paged = paged;
  }

  /**
   * The request.
   *
   * @param paged whether it may say how much a page has
   * @throws dev.replyguard.http.ProblemException when the document is not as the contract says,
   *     naming every field that is wrong
   */
  static PersonRequest decode(Buffer body, boolean paged) {
    return DocumentReader.read(body, in -> new PersonDecoder(in, paged).request());
  }

  private @Nullable PersonRequest request() throws IOException {
    in.object("", List.of(), this::field);
    if (id == null && email == null && ip == null) {
      in.wrong("body", "id, email or ip expected");
      return null;
    }
    if (allSites && sites != null) {
      in.wrong("allSites", "not expected beside sites");
    }
    return new PersonRequest(
        new Author(id, null, email, null, ip, null), sites, allSites, cursor, limit);
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "id" -> id = in.string("", name, StringRule.IDENTIFIER);
      case "email" -> email = in.string("", name, EMAIL);
      case "ip" -> ip = in.string("", name, IP);
      case "sites" -> readSites(name);
      case "allSites" -> allSites = in.bool("", name);
      case "cursor" -> cursor = in.string("", name, StringRule.upTo(MAX_CURSOR));
      case "limit" -> {
        if (!paged) {
          return false;
        }
        Long read = in.whole("", name, 1, MAX_LIMIT);
        limit = read == null ? DEFAULT_LIMIT : Math.toIntExact(read);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readSites(String field) throws IOException {
    List<String> read = new ArrayList<>();
    in.array(
        field,
        1,
        SiteStore.MAX_SITES,
        index -> {
          String site = in.string("", field + "[" + index + "]", StringRule.SITE);
          if (site != null) {
            read.add(site);
          }
        });
    sites = read;
  }

  private static StringRule notBlank(int max) {
    return value ->
        value.isBlank()
            ? "1 to " + max + " characters expected, not all of them blank"
            : StringRule.upTo(max).complaint(value);
  }
}
