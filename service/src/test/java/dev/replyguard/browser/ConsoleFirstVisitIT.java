package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new installation, whose administrator comes by the link that the start has printed. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleFirstVisitIT {
  private final TestRedis redis;
  private final Chromium chromium;

  ConsoleFirstVisitIT(TestRedis redis, Chromium chromium) {
    this.redis = redis;
    this.chromium = chromium;
  }

  @Test
  void firstVisit_setsThePassword_makesTheFirstSite_andShowsWhatToCopy() {
    try (ConsoleFixture fresh =
            ConsoleFixture.over(redis, chromium, Map.of("REPLYGUARD_ADMIN_PASSWORD", ""));
        Moderator admin = fresh.visitor(new Browser.NewContextOptions())) {
      String token = fresh.started().secrets().admin().orElseThrow().setupToken();
      Page page = admin.open("#setup=" + token).page();
      admin.reads("Welcome");
      Assertions.assertThat(page.url())
          .as("nobody reads it over the shoulder")
          .doesNotContain(token);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "setup-" + scheme.name().toLowerCase(Locale.ROOT);
        Axe.check(admin.shoot(name).page(), name);
      }
      page.locator("[name=password]").fill("a password of one's own");
      admin.press("Enter").reads("Your first site");
      page.locator("[name=id]").fill("Example News");
      page.locator("[name=name]").fill("Example News");
      admin.press("Enter");
      assertThat(page.locator("main .at-field")).hasCount(1);
      page.locator("[name=id]").fill("example-news");
      admin.press("Enter").reads("The key of “example-news”");
      String key = page.locator(".secret").first().innerText();
      admin.reads("Authorization: Bearer " + key).reads("WordPress").reads("/v1alpha1");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "welcome-" + scheme.name().toLowerCase(Locale.ROOT);
        Axe.check(admin.shootAll(name).page(), name);
      }
      Assertions.assertThat(fresh.status("POST", "/v1/scores", key)).isEqualTo(200);
      page.getByText("To the queue").click();
      admin.reads("Nothing waits.").reads("example-news");
      // The link works once.
      try (Moderator late = fresh.visitor(new Browser.NewContextOptions())) {
        late.open("#setup=" + token).reads("Welcome");
        late.page().locator("[name=password]").fill("not my password");
        late.press("Enter").reads("This link has been used or is too old.");
      }
    }
  }
}
