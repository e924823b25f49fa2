package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** Somebody in front of the console. */
final class Moderator implements AutoCloseable {
  private static final String FITS =
      "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
  private static final String WIDER =
      "[...document.querySelectorAll('main *')]"
          + ".filter(each => each.getBoundingClientRect().right > innerWidth)"
          + ".map(each => `${each.tagName}.${each.className}`).join(' ')";

  private final BrowserContext context;
  private final Page page;
  private final String url;

  Moderator(BrowserContext context, Page page, String url) {
    this.context = context;
    this.page = page;
    this.url = url;
  }

  /** Signs in as the form does, without it: the session's cookie is the browser's from here on. */
  void signIn(String name, String password) {
    var answer =
        context
            .request()
            .post(
                url + "/v1/session",
                RequestOptions.create().setData(Map.of("user", name, "password", password)));
    if (!answer.ok()) {
      throw new AssertionError("not signed in: " + answer.text());
    }
  }

  /** Signs in by the form that is on the page. */
  Moderator signInByForm(String password) {
    page.locator("form.signin [name=password]").fill(password);
    return press("Enter");
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Opens a page of the console, such as {@code queue?label=insult}. */
  Moderator open(String address) {
    page.navigate(url + "/console/" + address);
    return this;
  }

  /** Presses keys one after the other. */
  Moderator press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  Locator cards() {
    return page.locator(".card");
  }

  Locator focusedCard() {
    return page.locator(".card.focused");
  }

  /** Waits until that many cards are on the page. */
  Moderator sees(int cards) {
    assertThat(cards()).hasCount(cards, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    return this;
  }

  /** Waits until the card in focus contains that. */
  Moderator isAt(String text) {
    assertThat(focusedCard()).containsText(text, patient());
    return this;
  }

  /** Waits until that can be read on the page. */
  Moderator reads(String text) {
    assertThat(page.locator("body")).containsText(text, patient());
    return this;
  }

  List<String> texts() {
    return page.locator(".card .text").allInnerTexts();
  }

  Moderator shoot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(ConsoleFixture.screenshot(name)));
    return this;
  }

  /** Keeps the whole page, as far as it goes down. */
  Moderator shootAll(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(ConsoleFixture.screenshot(name)));
    return this;
  }

  /** Waits until nothing on the page is wider than the window; charts take a moment to shrink. */
  Moderator fits(String state) {
    try {
      // Asked from here: in the page Playwright would ask again by eval, which the page forbids.
      await().atMost(Duration.ofSeconds(30)).until(() -> (boolean) page.evaluate(FITS));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(state + ", wider: " + page.evaluate(WIDER), e);
    }
    return this;
  }

  static LocatorAssertions.ContainsTextOptions patient() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
  }

  @Override
  public void close() {
    context.close();
  }
}
