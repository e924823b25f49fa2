package dev.replyguard.process;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Posts made-up comments without pause from some threads until it is closed, and notes what became
 * of them. A request that fails is simply not noted: nothing was promised then.
 */
final class CommentLoad implements AutoCloseable {
  private static final int THREADS = 4;

  private final Set<String> recorded = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unrecorded = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Supplier<ApiClient> api;
  private volatile boolean ended;

  private CommentLoad(Supplier<ApiClient> api) {
    this.api = api;
  }

  /** Starts it. */
  static CommentLoad on(Supplier<ApiClient> api) {
    CommentLoad load = new CommentLoad(api);
    for (int i = 0; i < THREADS; i++) {
      load.threads.execute(load::post);
    }
    return load;
  }

  /** Comments that the service said were recorded. */
  Set<String> recorded() {
    return Set.copyOf(recorded);
  }

  /** How many verdicts came that said they were not recorded. */
  int unrecorded() {
    return unrecorded.get();
  }

  /** How many answers were not a verdict. */
  int refused() {
    return refused.get();
  }

  /** Ends it and waits for the answers still to come. */
  void end() {
    ended = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("requests without an answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }

  private void post() {
    ApiClient client = api.get();
    while (!ended) {
      String id = "c" + next.getAndIncrement();
      try {
        note(id, client.comment(id, "The goose number " + id + " is in the garden again"));
      } catch (IOException e) {
        client = api.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void note(String id, ApiClient.Answer answer) {
    if (answer.status() != 200) {
      refused.incrementAndGet();
    } else if (answer.json().getBoolean("recorded")) {
      recorded.add(id);
    } else {
      unrecorded.incrementAndGet();
    }
  }
}
