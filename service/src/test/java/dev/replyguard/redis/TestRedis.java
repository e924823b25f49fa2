package dev.replyguard.redis;

import java.util.List;

/** A real Redis that a test may treat badly. Its address stays the same through all of it. */
public interface TestRedis extends AutoCloseable {

  /** Where it listens, with password. */
  String uri();

  /** For people: what it is. */
  String description();

  /** Stops it in its tracks: it accepts connections, but answers nothing. */
  void pause();

  /** Goes on after {@link #pause()}. */
  void resume();

  /** Ends it as a kill -9 does; its data stays. */
  void kill();

  /** Ends it in good order; its data stays. */
  void stop();

  /** Starts it again with its data, and returns when it serves. */
  void start();

  /** Whether it runs, paused or not. */
  boolean isRunning();

  /**
   * Runs one command beside the code under test.
   *
   * @return the reply's strings, nested arrays flattened; nil is left out
   */
  List<String> command(String... words);

  /** Ends it and throws its data away. */
  @Override
  void close();
}
