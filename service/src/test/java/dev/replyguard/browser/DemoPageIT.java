package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo page, and with it the script for forms, as readers see them. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class DemoPageIT {
  private static final String KIND = "Thank you, this is the clearest explanation I have read.";
  private static final String RUDE = "The council are idiots.";
  private static final String BORDERLINE = "The harbour office is useless and lazy.";

  /** True once anything that hostile strings try has worked. */
  private static final String WATCH =
      """
      window.ran = [];
      window.alert = window.confirm = window.prompt = (...a) => window.ran.push(String(a));
      window.xss = (...a) => window.ran.push('xss ' + a);
      document.addEventListener('securitypolicyviolation',
        (e) => window.ran.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
      """;

  private static final String FITS =
      "document.documentElement.scrollWidth <= document.documentElement.clientWidth";

  private final FormFixture forms;

  DemoPageIT(TestRedis redis, Chromium chromium) {
    forms = FormFixture.over(redis, chromium);
  }

  @AfterEach
  void close() {
    forms.close();
  }

  @Test
  void kindComment_isPublished_shownAtOnce_andAfterAReload() {
    Page page = demo();
    page.fill("#author", "Ada");
    post(page, KIND);

    assertThat(status(page)).hasText("Thank you. Your comment is published.");
    assertThat(page.locator(".comment")).hasCount(1);
    assertThat(page.locator(".comment")).containsText(KIND);
    assertThat(page.locator("#comment")).hasValue("");
    page.reload();
    assertThat(page.locator(".comment .who")).containsText("Ada");
    assertThat(page.locator(".comment .said")).hasText(KIND);
    assertThat(page.locator(".none")).isHidden();
  }

  @Test
  void rudeComment_isAskedAboutWithTheWordsMarked_andRefusedWhenSentAsItIs() {
    Page page = demo();
    page.getByText("something rude").click();
    page.keyboard().press("Tab");
    post(page, RUDE);

    assertThat(page.locator(".replyguard-nudge p"))
        .hasText("Marked below is what reads as an insult. Do you want to change it?");
    assertThat(page.locator(".replyguard-nudge p")).isFocused();
    assertThat(page.locator(".replyguard-nudge mark")).hasText("idiots");
    assertThat(forms.recorded()).isZero();
    page.locator(".replyguard-nudge [type=button]").click();
    assertThat(page.locator("#comment")).isFocused();
    assertThat(page.evaluate("getSelection().toString()")).isEqualTo("idiots");
    page.keyboard().press("Tab");
    page.getByText("Post comment").click();
    // The same words are not asked about twice.
    assertThat(alert(page)).containsText("Your comment is not published");
    assertThat(alert(page)).isFocused();
    assertThat(page.locator("#comment")).hasValue(RUDE);
    assertThat(forms.recorded()).isOne();
  }

  @Test
  void borderlineComment_waits_andIsShownOnceItIsApproved() {
    Page page = demo();
    post(page, BORDERLINE);
    page.getByText("Post it as it is").click();

    assertThat(status(page)).containsText("Your comment waits for a moderator");
    assertThat(status(page)).isFocused();
    page.reload();
    assertThat(page.locator(".none")).isVisible();
    forms.call(
        "POST",
        "/v1/comments/" + forms.ids().get(0) + "/decision",
        new JsonObject().put("verdict", "approve"));
    reloadUntilShown(page, BORDERLINE);
  }

  /** What a moderator decides is on the page a second later. */
  private static void reloadUntilShown(Page page, String text) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              page.reload();
              return page.locator(".said").allInnerTexts().contains(text);
            });
  }

  @Test
  void connectionLost_textIsKept_andTheRetryMakesNoSecondComment() {
    Page page = demo();
    AtomicInteger lost = new AtomicInteger();
    page.route(
        "**/v1/comments:submit",
        route -> {
          if (lost.incrementAndGet() == 1) {
            // Taken, but the answer never arrives.
            route.fetch();
            route.abort();
          } else {
            route.resume();
          }
        });
    post(page, KIND);

    assertThat(alert(page)).containsText("It is still here: please try again.");
    assertThat(page.locator("#comment")).hasValue(KIND);
    assertThat(forms.recorded()).isOne();
    page.fill("#comment", KIND + " Again.");
    page.getByText("Post comment").click();

    assertThat(status(page)).hasText("Thank you. Your comment is published.");
    assertThat(forms.recorded()).isOne();
    page.reload();
    assertThat(page.locator(".said")).hasText(KIND + " Again.");
  }

  @Test
  void offline_isSaid_andAReloadKeepsTheId() {
    Page page = demo();
    List<String> ids = new ArrayList<>();
    page.route(
        "**/v1/comments:submit",
        route -> {
          ids.add(new JsonObject(route.request().postData()).getString("id"));
          route.abort();
        });
    post(page, KIND);
    assertThat(alert(page)).containsText("could not be sent");
    page.reload();
    post(page, KIND);
    assertThat(alert(page)).containsText("could not be sent");

    assertThat(ids).hasSize(2).allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
  }

  @Test
  void answersThatAreNoSuccess_areSaid() {
    Page page = demo();
    AtomicInteger asked = new AtomicInteger();
    page.route(
        "**/v1/comments:submit",
        route -> {
          Route.FulfillOptions answer =
              new Route.FulfillOptions().setContentType("application/json");
          switch (asked.incrementAndGet()) {
            case 1 -> answer.setBody("{\"id\":\"x\",\"verdict\":\"waiting\",\"recorded\":false}");
            case 2 -> answer.setStatus(429).setBody("{}").setHeaders(retryAfter());
            case 3 ->
                answer
                    .setStatus(422)
                    .setBody("{\"errors\":[{\"field\":\"author.email\",\"message\":\"m\"}]}");
            default -> answer.setStatus(503).setBody("<html>");
          }
          route.fulfill(answer);
        });
    page.fill("#email", "ada@example.org");
    post(page, KIND);
    assertThat(alert(page)).containsText("could not be stored yet");
    page.getByText("Post comment").click();
    assertThat(alert(page)).containsText("again in 7 seconds");
    page.getByText("Post comment").click();
    assertThat(alert(page)).containsText("Please check this field: E-mail");
    assertThat(page.locator("#email")).isFocused();
    assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
    page.getByText("Post comment").click();
    assertThat(alert(page)).containsText("could not be sent");
  }

  private static Map<String, String> retryAfter() {
    return Map.of("Retry-After", "7", "Content-Type", "application/json");
  }

  @Test
  void withoutJavaScript_theFormIsTaken_andThePageSaysWhatBecameOfIt() {
    Page page = forms.reader(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(forms.url() + "/demo");
    page.locator("#comment").fill(KIND);
    page.locator("#author").fill("Ada <b>");
    page.getByText("Post comment").click();

    page.waitForURL("**/demo?replyguard=published#replyguard-published");
    assertThat(page.locator("#replyguard-published")).isVisible();
    assertThat(page.locator("#replyguard-waiting")).isHidden();
    assertThat(page.locator(".said")).hasText(KIND);
    assertThat(page.locator(".who bdi")).hasText("Ada <b>");
    shoot(page, "demo-without-javascript");
    page.locator("#comment").fill(RUDE);
    page.getByText("Post comment").click();
    assertThat(page.locator("#replyguard-refused")).isVisible();
    assertThat(page.locator(".comment")).hasCount(1);
  }

  @Test
  void everyState_isAccessible_inBothThemes_andAtEveryWidth() {
    comment("Ada Lind", "At last! I have missed the last boat more often than I like to say.");
    comment("Jo", "Will the bicycles still go for free?\n\nI could not find it in the timetable.");
    comment("", "A second landing would have helped more, I think. https://harbour.example/plans");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(320, 1280)) {
        Page page =
            forms.reader(
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setViewportSize(width, width == 320 ? 640 : 900));
        page.navigate(forms.url() + "/demo");
        String name = "demo-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        check(page, name);
        post(page, RUDE);
        page.locator(".replyguard-nudge").waitFor();
        check(page, name + "-nudge");
        page.getByText("Post it as it is").click();
        assertThat(alert(page)).containsText("not published");
        check(page, name + "-refused");
        page.context().close();
      }
    }
  }

  private static void check(Page page, String state) {
    page.waitForLoadState(LoadState.LOAD);
    Axe.check(page, state);
    assertThat(page.evaluate(FITS)).as("%s fits", state).isEqualTo(true);
    shoot(page, state);
  }

  private static void shoot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(ConsoleFixture.screenshot(name)));
  }

  @Test
  void everythingGoes_byKeyboard() {
    Page page = demo();
    page.locator("#comment").focus();
    page.keyboard().insertText(BORDERLINE);
    page.keyboard().press("Tab");
    page.keyboard().insertText("Ada");
    page.keyboard().press("Enter");
    page.locator(".replyguard-nudge").waitFor();
    page.keyboard().press("Tab");
    assertThat(page.locator(".replyguard-nudge blockquote")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Post it as it is")).isFocused();
    page.keyboard().press("Enter");
    assertThat(status(page)).containsText("waits for a moderator");
  }

  @Test
  void hostileComments_areTextOnThePage() {
    forms.policy(FormFixture.APPROVE_ALL);
    List<String> strings = InjectionStrings.all();
    Page page = forms.reader(new Browser.NewContextOptions());
    page.addInitScript(WATCH);
    int batch = 80;
    for (int from = 0; from < strings.size(); from += batch) {
      List<String> some = strings.subList(from, Math.min(strings.size(), from + batch));
      some.forEach(each -> comment(each.replaceAll("\\p{Cc}", ""), each));
      List<String> expected =
          new ArrayList<>(some.stream().map(each -> each.replaceAll("\\s+", " ")).toList());
      Collections.reverse(expected);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                page.navigate(forms.url() + "/demo?" + System.nanoTime());
                List<String> shown =
                    page.locator(".said").allTextContents().stream()
                        .limit(some.size())
                        .map(each -> each.replaceAll("\\s+", " "))
                        .toList();
                assertThat(shown).isEqualTo(expected);
              });
      assertThat(page.locator(".comments :not(li, p, bdi, time)").count()).isZero();
      assertThat((List<?>) page.evaluate("window.ran")).isEmpty();
    }
  }

  @Test
  void hostileDraft_isTextInWhatTheScriptShows() {
    Page page = forms.reader(new Browser.NewContextOptions());
    page.addInitScript(WATCH);
    page.navigate(forms.url() + "/demo");
    page.route(
        "**/v1/comments:nudge",
        route -> {
          int end = new JsonObject(route.request().postData()).getString("text").length();
          answer(
              route,
              new JsonObject()
                  .put("revise", true)
                  .put("label", "insult")
                  .put(
                      "spans",
                      JsonArray.of(
                          new JsonObject().put("start", 0).put("end", 1),
                          new JsonObject().put("start", 2).put("end", end))));
        });
    page.route(
        "**/v1/comments:submit",
        route ->
            answer(
                route,
                new JsonObject().put("id", "x").put("verdict", "published").put("recorded", true)));
    int shown = 0;
    for (String hostile : InjectionStrings.all()) {
      String typed = hostile.replaceAll("\\p{Cc}", " ");
      page.fill("#author", typed.substring(0, Math.min(100, typed.length())));
      post(page, typed);
      assertThat(page.locator(".replyguard-nudge blockquote")).isVisible();
      assertThat(page.locator(".replyguard-nudge blockquote").textContent()).isEqualTo(typed);
      page.getByText("Post it as it is").click();
      assertThat(page.locator(".comment")).hasCount(++shown);
      assertThat(page.locator(".said").first().textContent()).isEqualTo(typed);
    }
    assertThat(page.locator(":is(.comments, .replyguard) :is(img, script, iframe, svg)").count())
        .isZero();
    assertThat((List<?>) page.evaluate("window.ran")).isEmpty();
  }

  private static void answer(Route route, JsonObject json) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(json.encode()));
  }

  private Page demo() {
    Page page = forms.reader(new Browser.NewContextOptions());
    page.navigate(forms.url() + "/demo");
    return page;
  }

  private static void post(Page page, String text) {
    page.fill("#comment", text);
    page.getByText("Post comment").click();
  }

  private void comment(String name, String text) {
    forms.call(
        "POST",
        "/v1/comments",
        new JsonObject()
            .put("text", text)
            .put("author", new JsonObject().put("name", name))
            .put("article", new JsonObject().put("id", "demo-article")));
  }

  private static Locator status(Page page) {
    return page.locator(".replyguard [role=status]");
  }

  private static Locator alert(Page page) {
    return page.locator(".replyguard [role=alert]");
  }
}
