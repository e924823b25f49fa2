package dev.replyguard.config;

/**
 * When the append-only file of the service's own Redis is forced to the disk, which decides what a
 * power cut can take of what was already acknowledged as recorded. A kill -9 of Redis or of the
 * service takes nothing either way: Redis writes to the file before it acknowledges.
 */
public enum AppendFsync {
  /** Before each acknowledgement: not even a power cut loses what was acknowledged. */
  ALWAYS("always", "always"),
  /**
   * Once a second, by the service: a power cut may lose the last second or so.
   *
   * <p>Redis itself is told never to. Its own {@code everysec} puts off writing for up to two
   * seconds while a forced write is under way in the background, but goes on acknowledging, so that
   * a kill -9 of Redis alone would lose recorded comments (Redis documentation, "Persistence", and
   * {@code flushAppendOnlyFile} in its sources).
   */
  EVERYSEC("everysec", "no");

  private final String key;
  private final String directive;

  AppendFsync(String key, String directive) {
    this.key = key;
    this.directive = directive;
  }

  /** The name in settings. */
  public String key() {
    return key;
  }

  /** What Redis' own {@code appendfsync} is set to. */
  public String directive() {
    return directive;
  }
}
