package dev.replyguard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever people write: it is shown, and nothing of it runs. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class HostileTextIT {
  /**
   * Tells on the browser's console whatever the strings have brought about, which fails the test
   * when the fixture is closed; the browser itself tells there what the policy for content stops.
   */
  private static final String WATCH =
      """
      window.alert = window.confirm = window.prompt = (...a) => console.error('ran', String(a));
      window.xss = (...a) => console.error('ran', String(a));
      document.addEventListener('securitypolicyviolation',
        (e) => console.error('stopped', e.violatedDirective, e.blockedURI, e.sample));
      """;

  private final ConsoleFixture console;

  HostileTextIT(TestRedis redis, Chromium chromium) {
    console =
        ConsoleFixture.over(
            redis, chromium, Map.of("REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1"));
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
    }
  }

  @Test
  void nothingThatPeopleWrite_runs_onAnyOtherPage() {
    List<String> strings = InjectionStrings.all();
    String all = String.join("\n", strings.stream().map(each -> cut(each, 300)).toList());
    for (int i = 0; i < strings.size(); i++) {
      String hostile = cut(strings.get(i), 300);
      console.held(
          new JsonObject().put("id", "n-" + i + cut(hostile, 80)).put("text", "clown " + hostile),
          cut(hostile, 60));
      console.call(
          "POST",
          "/v1/comments/" + encoded("n-" + i + cut(hostile, 80)) + "/notes",
          new JsonObject().put("note", hostile));
      console.call(
          "PUT",
          "/v1/lists/banned",
          new JsonObject().put("trait", "id").put("value", "u" + i).put("reason", hostile));
    }
    for (int i = 0; i < 10; i++) {
      String hostile = cut(strings.get(40 + i), 90);
      people("POST", "/v1/keys", new JsonObject().put("label", hostile));
      people("POST", "/v1/sites", new JsonObject().put("id", "s-" + i).put("name", hostile));
    }
    people(
        "POST",
        "/v1/webhooks",
        new JsonObject().put("url", "http://127.0.0.1:9/?q=" + encoded(strings.get(30))));
    JsonArray words = new JsonArray();
    strings.stream().filter(each -> each.length() < 60).limit(100).forEach(words::add);
    String commented = "# " + all.replace("\n", "\n# ") + "\n" + ConsoleFixture.HOLD_ALL;

    try (Moderator ada = console.moderator("ada", "admin", new Browser.NewContextOptions())) {
      Page page = ada.page();
      page.addInitScript(WATCH);
      ada.open("lists").reads("Recognised by");
      more(page);
      assertThat(page.locator("main tbody tr").count()).isGreaterThanOrEqualTo(200);
      inert(page, "lists");

      ada.open("audit").reads("the latest first");
      more(page);
      assertThat(page.locator("main tbody tr").count()).isGreaterThanOrEqualTo(600);
      inert(page, "audit");
      page.locator("main tbody button").first().click();
      page.locator("dialog .trail").waitFor();
      ada.press("Escape");
      for (int i = 0; i < strings.size(); i += 20) {
        String hostile = encoded(cut(strings.get(i), 150));
        ada.open("audit?rule=" + hostile + "&by=" + hostile + "&model=" + hostile);
        ada.reads("Nothing of this kind was done.");
      }

      ada.open("policy").reads("comments replayed");
      page.locator("textarea.code").fill(commented);
      page.getByText("Review and save").click();
      page.locator("dialog [name=note]").fill(cut(strings.get(60), 300));
      inert(page, "the review of a policy");
      ada.press("Enter").reads("Saved and in force.").reads("Version 2");
      page.locator("textarea[name=text]").fill("clown " + all);
      page.locator("[name=author]").fill(cut(strings.get(61), 400));
      page.getByText("Try", new Page.GetByTextOptions().setExact(true)).click();
      page.locator("p.tried").waitFor();
      page.locator("textarea.code")
          .fill(
              new JsonObject()
                  .put("name", "x")
                  .put("words", words)
                  .encode()
                  .transform(list -> "rules: {words: [" + list + "]}"));
      ada.reads("words[0].");
      inert(page, "policy");

      for (String tab : List.of("keys", "webhooks", "users", "sites")) {
        ada.open("settings?tab=" + tab).page().locator("main .panel").first().waitFor();
        inert(page, tab);
      }
      page.getByText("Add a site").click();
      page.locator("dialog [name=id]").fill("<img src=x onerror=xss(1)>");
      page.locator("dialog [name=name]").fill(cut(strings.get(62), 100));
      ada.press("Enter");
      page.locator("dialog .at-field").waitFor();
      inert(page, "a site that is refused");
      ada.open("settings").reads("Send a test comment");
      page.locator("textarea[name=text]").fill(all.substring(0, 4_900));
      page.locator("main button.primary").click();
      ada.reads("What was decided");
      inert(page, "integration");
      ada.open("statistics").reads("What the service decided by most");
      inert(page, "statistics");
    }
  }

  private void people(String method, String path, JsonObject body) {
    var answer = console.people().as("admin", method, path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  /** Text makes no elements. */
  private static void inert(Page page, String where) {
    String made = ":is(main, dialog) :is(img, iframe, script, object, embed, base, marquee, video)";
    assertThat(page.locator(made).count()).as(where).isZero();
  }

  /** Presses for more as long as there is some. */
  private static void more(Page page) {
    var button = page.getByText("More", new Page.GetByTextOptions().setExact(true));
    while (button.count() > 0) {
      int rows = page.locator("main tbody tr").count();
      button.click();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> page.locator("main tbody tr").count() > rows);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
