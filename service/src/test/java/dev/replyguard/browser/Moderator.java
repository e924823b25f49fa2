package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Somebody in front of the console. */
final class Moderator implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final String url;

  Moderator(BrowserContext context, Page page, String url) {
    this.context = context;
    this.page = page;
    this.url = url;
  }

  /**
   * Has the browser send the site's key, and name the moderator, with every request: the place to
   * change once moderators sign in.
   */
  void signedIn(String name, String role, String key) {
    context.setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + key, "X-Moderator", name));
    String session =
        new JsonObject()
            .put(
                "user",
                new JsonObject()
                    .put("name", name)
                    .put("role", role)
                    .put("sites", JsonArray.of("demo")))
            .put("csrfToken", "token")
            .put("expiresAt", "2099-01-01T00:00:00Z")
            .encode();
    context.route(
        "**/v1/session",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(session)));
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Opens a page of the console, such as {@code queue?label=insult}. */
  Moderator open(String address) {
    page.navigate(url + address);
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

  static LocatorAssertions.ContainsTextOptions patient() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
  }

  @Override
  public void close() {
    context.close();
  }
}
