package dev.replyguard.config;

import java.util.Locale;

/**
 * When the append-only file of the service's own Redis is forced to the disk, which decides what a
 * crash can take of what was already acknowledged as recorded.
 *
 * <p>Redis' usual {@code everysec} is not offered: while a forced write is under way in the
 * background it puts off writing for up to two seconds but goes on acknowledging, so that a kill -9
 * of Redis alone loses recorded comments (Redis documentation, "Persistence", and {@code
 * flushAppendOnlyFile} in its sources). The two choices here both write before they acknowledge.
 */
public enum AppendFsync {
  /** Before each acknowledgement: not even a power cut loses what was acknowledged. */
  ALWAYS,
  /**
   * When the kernel sees fit, typically within 30 s: a kill -9 of Redis or of the service loses
   * nothing, a power cut may lose the last seconds.
   */
  NO;

  /** The name in settings and in the configuration of Redis, lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
