package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import io.vertx.core.json.JsonObject;

/** An author's e-mail and address as they came in, which only sites have that ask for it. */
final class Contacts {
  private static final String WHAT = "contact";
  private static final int VERSION = 1;

  private Contacts() {}

  /** JSON; empty where neither is known. */
  static String encode(Author author) {
    JsonObject json = StoredJson.ofVersion(VERSION);
    StoredJson.put(json, "email", author.email());
    StoredJson.put(json, "ip", author.ip());
    return json.size() == 1 ? "" : json.encode();
  }

  /** An author of whom no more than these is known. */
  static Author decode(String json) {
    return StoredJson.read(
        WHAT,
        json,
        VERSION,
        contact ->
            new Author(
                null, null, contact.getString("email"), null, contact.getString("ip"), null));
  }
}
