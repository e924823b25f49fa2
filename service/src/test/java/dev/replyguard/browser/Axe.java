package dev.replyguard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Holds a page to WCAG 2.2 AA as far as a program can: with axe-core. */
final class Axe {
  private static final String SCRIPT = script();

  private static final String RUN =
      """
      async () => {
        const found = await axe.run(document, {
          resultTypes: ['violations'],
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        });
        return found.violations.flatMap((v) => v.nodes.map((n) =>
          `${v.id}: ${v.help} -- ${n.html.slice(0, 200)} (${n.failureSummary.slice(0, 200)})`));
      }
      """;

  private Axe() {}

  static void check(Page page, String state) {
    if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
      page.evaluate(SCRIPT + "; undefined");
    }
    assertThat((Iterable<?>) page.evaluate(RUN)).as("axe-core on " + state).isEmpty();
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
