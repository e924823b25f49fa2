package dev.replyguard.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests in progress, or the open connections, over all event loops, and bounds them.
 * Safe for use by every thread.
 */
final class Admission {
  private final int limit;
  private final AtomicInteger inProgress = new AtomicInteger();

  Admission(int limit) {
    this.limit = limit;
  }

  /** Takes a place, to be given back by {@link #leave()}; false when all are taken. */
  boolean enter() {
    if (inProgress.incrementAndGet() > limit) {
      inProgress.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    inProgress.decrementAndGet();
  }

  int inProgress() {
    return inProgress.get();
  }
}
