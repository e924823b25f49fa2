package dev.replyguard.config;

/**
 * How sites learn of what happens to their comments.
 *
 * @param streams how many streams of server-sent events may be open at the same time, 0 to 10,000
 * @param streamsPerCaller how many of them one user or one key may have, 1 to 10,000
 */
public record EventSettings(int streams, int streamsPerCaller) {

  public EventSettings {
    Checks.within("events.streams", streams, 0, 10_000);
    Checks.within("events.streamsPerCaller", streamsPerCaller, 1, 10_000);
  }
}
