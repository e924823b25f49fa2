package dev.replyguard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, to be closed in the opposite order. Closing may come from the thread of a
 * signal while the start still goes on: what is added afterwards is closed at once.
 */
final class StartedParts {
  private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** Closes one part; blocks until that is done or its time is up. */
  interface Closing {
    void close() throws Exception;
  }

  private record Part(String name, Closing closing) {}

  /**
   * Notes how to close what has just been started.
   *
   * @throws IllegalStateException when all is being closed already; the part is closed by then
   */
  synchronized void add(String name, Closing closing) {
    Part part = new Part(name, closing);
    if (closed) {
      close(part);
      throw new IllegalStateException("stopped while starting");
    }
    parts.push(part);
  }

  /** Closes every part, the last one started first; a part that fails does not keep the others. */
  synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  // Whatever goes wrong with one part, the others must be closed.
  private static void close(Part part) {
    try {
      part.closing().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("{} was not closed in order: interrupted", part.name());
    } catch (Exception e) {
      LOG.warn("{} was not closed in order: {}", part.name(), e.toString());
    }
  }
}
