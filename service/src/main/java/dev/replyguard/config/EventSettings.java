package dev.replyguard.config;

/**
 * How sites learn of what happens to their comments.
 *
 * @param streams how many streams of server-sent events may be open at the same time, 0 to 10,000
 */
public record EventSettings(int streams) {

  public EventSettings {
    Checks.within("events.streams", streams, 0, 10_000);
  }
}
