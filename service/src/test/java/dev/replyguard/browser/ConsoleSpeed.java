package dev.replyguard.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Measures how fast the console is with 10,000 comments that wait; run by {@code
 * deploy/bench/console.sh}, not with the tests. Prints figures, asserts nothing: they depend on the
 * machine.
 */
@ExtendWith(RedisExtension.class)
class ConsoleSpeed {
  private static final int WAITING = Integer.getInteger("replyguard.bench.waiting", 10_000);
  private static final int DECISIONS = Integer.getInteger("replyguard.bench.decisions", 1_000);
  private static final int LOADS = 5;

  /** One key press, and how long until the next card is in focus and painted. */
  private static final String PRESS =
      """
      async (key) => {
        const before = document.querySelector('.card.focused')?.id;
        const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        while (document.querySelector('.card.focused')?.id === before) {
          await new Promise((done) => setTimeout(done));
        }
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - start;
      }
      """;

  private final TestRedis redis;

  ConsoleSpeed(TestRedis redis) {
    this.redis = redis;
  }

  @Test
  void measure() {
    try (Chromium chromium = Chromium.start();
        ConsoleFixture console = ConsoleFixture.over(redis, chromium)) {
      for (int i = 0; i < WAITING; i++) {
        console.held("c-" + i, "You clown, comment number " + Integer.toString(i * 7919, 36) + ".");
      }
      List<Double> loads = new ArrayList<>();
      for (int i = 0; i < LOADS; i++) {
        try (Moderator cold = console.moderator("ada")) {
          long start = System.nanoTime();
          cold.open("queue").page().locator(".card.focused .actions").waitFor();
          loads.add((System.nanoTime() - start) / 1e6);
        }
      }
      print("cold load to the first usable card", loads);
      try (Moderator ada = console.moderator("ada")) {
        Page page = ada.open("queue").page();
        page.locator(".card.focused .actions").waitFor();
        CDPSession devTools = ada.context().newCDPSession(page);
        List<Double> moves = new ArrayList<>();
        List<Double> decisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          moves.add(((Number) page.evaluate(PRESS, "j")).doubleValue());
        }
        double begun = heap(devTools);
        for (int i = 0; i < DECISIONS; i++) {
          decisions.add(((Number) page.evaluate(PRESS, i % 2 == 0 ? "a" : "s")).doubleValue());
          if (i == DECISIONS / 10) {
            begun = heap(devTools);
          }
        }
        print("key j to the next card", moves);
        print("key a or s to the next card", decisions);
        System.out.printf(
            "heap after a tenth of %d decisions %.1f MB, after all %.1f MB%n",
            DECISIONS, begun, heap(devTools));
      }
    }
  }

  private static double heap(CDPSession devTools) {
    devTools.send("HeapProfiler.collectGarbage");
    JsonObject usage = devTools.send("Runtime.getHeapUsage");
    return usage.get("usedSize").getAsDouble() / (1 << 20);
  }

  private static void print(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "%s: median %.1f ms, 95 %% %.1f ms, at most %.1f ms, of %d%n",
        what,
        millis.get(millis.size() / 2),
        millis.get((int) (millis.size() * 0.95)),
        millis.get(millis.size() - 1),
        millis.size());
  }
}
