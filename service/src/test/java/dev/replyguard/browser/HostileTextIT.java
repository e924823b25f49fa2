package dev.replyguard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever people write: it is shown, and nothing of it runs. */
@ExtendWith(RedisExtension.class)
class HostileTextIT {
  /** True once anything that the strings try has worked. */
  private static final String WATCH =
      """
      window.ran = [];
      window.alert = window.confirm = window.prompt = (...a) => window.ran.push(String(a));
      window.xss = (...a) => window.ran.push('xss ' + a);
      document.addEventListener('securitypolicyviolation',
        (e) => window.ran.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
      """;

  private static @Nullable Chromium chromium;
  private final ConsoleFixture console;

  HostileTextIT(TestRedis redis) {
    console = ConsoleFixture.over(redis, Objects.requireNonNull(chromium));
  }

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void nothingThatPeopleWrite_runs_inAnyField() {
    List<String> strings = InjectionStrings.all();
    assertThat(strings).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    for (int i = 0; i < strings.size(); i++) {
      String hostile = strings.get(i);
      console.held(
          new JsonObject()
              .put("id", "c-" + i + cut(hostile, 80))
              .put("text", hostile + " you clown " + i)
              .put(
                  "author",
                  new JsonObject()
                      .put("id", "u" + (i % 20) + cut(strings.get(i % 20), 60))
                      .put("name", cut(hostile, 400))
                      .put("url", cut(hostile, 400)))
              .put(
                  "article",
                  new JsonObject()
                      .put("id", cut(hostile, 150))
                      .put("title", cut(hostile, 400))
                      .put("url", cut(hostile, 400))
                      .put("section", cut(hostile, 150)))
              .put("parent", new JsonObject().put("id", "p").put("text", hostile)),
          "unused");
    }
    try (Moderator ada = console.moderator("ada")) {
      Page page = ada.page();
      page.addInitScript(WATCH);
      ada.open("queue").reads("waits");
      int seen = 0;
      long elements = elements(page);
      for (int i = 0; i < strings.size() && ada.cards().count() > 0; i++) {
        ada.press(i % 10 == 3 ? "h" : "s");
        seen++;
        if (i % 20 == 0) {
          ada.press("i");
          page.locator("dialog .comments, dialog .hint").first().waitFor();
          ada.press("Escape", "b");
          page.locator("dialog select").first().waitFor();
          ada.press("Escape");
          // Text makes no elements: what is on the page stays in proportion to the cards.
          assertThat(
                  page.locator("main :is(img, iframe, svg, script, object, embed, form form)")
                      .count())
              .isZero();
        }
      }
      assertThat(seen).isGreaterThan(150);
      assertThat(elements).isPositive();
      for (int i = 0; i < strings.size(); i += 10) {
        String hostile = URLEncoder.encode(cut(strings.get(i), 150), StandardCharsets.UTF_8);
        ada.open("queue?text=" + hostile + "&article=" + hostile + "&label=" + hostile);
        page.locator(".chips li").first().waitFor();
      }
      assertThat((List<?>) page.evaluate("window.ran")).isEmpty();
    }
  }

  private static long elements(Page page) {
    return ((Number) page.evaluate("document.querySelectorAll('*').length")).longValue();
  }

  private static String cut(String text, int max) {
    String plain = text.replaceAll("\\p{Cc}", "");
    int end = Math.min(plain.length(), max);
    return end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))
        ? plain.substring(0, end - 1)
        : plain.substring(0, end);
  }
}
