package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.replyguard.fixtures.OpenIdProvider;
import dev.replyguard.fixtures.OpenIdProvider.Trouble;
import dev.replyguard.redis.FreePort;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in at an OpenID provider from the console, in a real browser, with real cookies. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class OpenIdSignInIT {

  private final OpenIdProvider provider = OpenIdProvider.start();
  private final ConsoleFixture console;
  private final BrowserContext window;

  OpenIdSignInIT(TestRedis redis, Chromium chromium) {
    int port = FreePort.next();
    Map<String, String> settings = new HashMap<>(provider.settings("desk=moderator@demo"));
    settings.put("REPLYGUARD_PORT", Integer.toString(port));
    // Another site than the provider's, as browsers count: cookies are kept apart.
    settings.put("REPLYGUARD_SERVER_PUBLIC_URL", "http://localhost:" + port);
    console = ConsoleFixture.over(redis, chromium, settings);
    window = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"));
    window.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
  }

  @AfterEach
  void close() {
    window.close();
    console.close();
    provider.close();
  }

  @Test
  void signIn_atTheProvider_isTheModeratorsSession_whichCanDecide() {
    console.held("c-1", "A rainy day at the council.");
    provider.person("ada", "desk");
    Page page = open();

    page.getByText("Sign in with Staff login").click();
    assertThat(page.locator("h1")).hasText("Staff login");
    page.getByText("Continue").click();

    assertThat(page.locator(".card"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    page.reload();
    assertThat(page.locator(".card"))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    page.keyboard().press("a");
    await().atMost(Duration.ofMinutes(1)).until(() -> console.verdict("c-1").equals("approve"));
    Assertions.assertThat(console.trail("c-1").encode()).contains("user:ada");
  }

  @Test
  void signIn_withoutARole_isToldSo_andTheProviderAwayToo() {
    provider.person("bob", "canteen");
    Page page = open();

    page.getByText("Sign in with Staff login").click();
    page.getByText("Continue").click();

    assertThat(page.locator(".problem").first()).containsText("no role", Moderator.patient());
    Assertions.assertThat(page.url()).doesNotContain("#");
    assertThat(page.locator("[name=password]")).isVisible();
  }

  @Test
  void page_whileTheProviderIsAway_saysSo_andTakesPasswords() {
    provider.trouble(Trouble.FAILS);
    Page page = open();

    assertThat(page.locator(".elsewhere"))
        .containsText("Staff login cannot be reached just now", Moderator.patient());
    page.locator("[name=user]").fill("admin");
    page.locator("[name=password]").fill("password-of-tests");
    page.locator("[name=password]").press("Enter");

    assertThat(page.locator(".signin-panel"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
  }

  private Page open() {
    Page page = window.newPage();
    page.navigate(console.publicUrl() + "/console/");
    return page;
  }
}
