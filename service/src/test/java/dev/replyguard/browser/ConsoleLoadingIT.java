package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripts of the console that do not come. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleLoadingIT {
  private static final String SCRIPT = "**/queue/claims.js";
  private static final String PAGE_SCRIPT = "**/settings/page.js";
  private static final String TOLD = "The console could not be loaded.";

  private final TestRedis redis;
  private final Chromium chromium;

  ConsoleLoadingIT(TestRedis redis, Chromium chromium) {
    this.redis = redis;
    this.chromium = chromium;
  }

  @Test
  void scriptThatDoesNotCome_isLoadedAgainOnce_thenSaid() {
    try (ConsoleFixture console = ConsoleFixture.over(redis, chromium)) {
      console.held("c-1", "You stupid clown, shut up.");
      try (Moderator ada = console.moderator("ada")) {
        Page page = ada.page();
        AtomicInteger asked = new AtomicInteger();
        page.route(
            SCRIPT,
            route -> {
              if (asked.incrementAndGet() == 1) {
                route.abort();
              } else {
                route.resume();
              }
            });
        ada.open("queue").sees(1);
        page.unroute(SCRIPT);

        // Nobody has loaded it again by hand when it fails for the first time.
        page.route(SCRIPT, Route::abort);
        ada.open("queue?label=toxicity").reads(TOLD);
        Axe.check(ada.shoot("not-loaded").page(), "console that could not be loaded");
        page.unroute(SCRIPT);
        page.getByText("Try again").click();
        ada.sees(1);
        assertThat(page.locator("[role=alert]")).hasCount(0);
      }
    }
  }

  @Test
  void scriptOfAPageThatDoesNotCome_isLoadedAgainOnce_thenSaid() {
    try (ConsoleFixture console = ConsoleFixture.over(redis, chromium);
        Moderator ada = console.moderator("ada", "admin", new Browser.NewContextOptions())) {
      Page page = ada.page();
      AtomicInteger asked = new AtomicInteger();
      page.route(
          PAGE_SCRIPT,
          route -> {
            if (asked.incrementAndGet() == 1) {
              route.abort();
            } else {
              route.resume();
            }
          });
      ada.open("settings?tab=privacy").reads("The operator’s default, 365, holds");
      assertThat(page).hasURL(Pattern.compile("settings\\?tab=privacy"));
      page.unroute(PAGE_SCRIPT);
      Assertions.assertThat(console.complaints()).isEmpty();

      page.route(PAGE_SCRIPT, Route::abort);
      ada.open("settings?tab=users").reads("This cannot be shown right now.");
      Assertions.assertThat(console.complaints())
          .allMatch(complaint -> complaint.contains("Failed to fetch dynamically imported module"));
    }
  }
}
