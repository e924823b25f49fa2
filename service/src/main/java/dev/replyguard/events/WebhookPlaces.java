package dev.replyguard.events;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many deliveries may be under way at the same time, shared by turns. For one event loop. */
final class WebhookPlaces {
  private final Deque<Runnable> awaiting = new ArrayDeque<>();
  private int free;

  WebhookPlaces(int places) {
    this.free = places;
  }

  /** Takes as many places as there are, at most so many. */
  int reserve(int wanted) {
    int reserved = Math.min(wanted, free);
    free -= reserved;
    return reserved;
  }

  /** Tells when there is a place again; who has asked first is told first. */
  void await(Runnable told) {
    awaiting.add(told);
  }

  /** Gives places back. */
  void free(int places) {
    free += places;
    while (free > 0 && !awaiting.isEmpty()) {
      awaiting.remove().run();
    }
  }
}
