package dev.replyguard.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the queue to go on after. It stays good when the entry that stood there has gone.
 *
 * @param rank the rank of the last entry seen, as a number in decimals
 * @param id its comment
 */
public record QueueCursor(String rank, String id) {

  /** An opaque text for the wire, of characters that need no escaping in a URL. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((rank + " " + id).getBytes(StandardCharsets.UTF_8));
  }

  /** The cursor of that {@link #encode()}, or empty where the text is none. */
  public static Optional<QueueCursor> decode(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int blank = plain.indexOf(' ');
      if (blank < 0 || !plain.substring(0, blank).matches("-?[0-9][0-9.e+-]{0,30}")) {
        return Optional.empty();
      }
      return Optional.of(new QueueCursor(plain.substring(0, blank), plain.substring(blank + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
