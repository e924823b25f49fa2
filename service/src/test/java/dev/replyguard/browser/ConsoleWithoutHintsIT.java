package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments that are to be judged without hints, on the console. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleWithoutHintsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestRedis redis;
  private final Chromium chromium;

  ConsoleWithoutHintsIT(TestRedis redis, Chromium chromium) {
    this.redis = redis;
    this.chromium = chromium;
  }

  @Test
  void card_tellsNothingOfTheDecision_andIsDecidedLikeOthers() {
    try (ConsoleFixture console =
        ConsoleFixture.over(redis, chromium, Map.of("REPLYGUARD_REVIEW_WITHHELD_SHARE", "1"))) {
      console.held("c-1", "You stupid clown, shut up.");
      console.held("c-2", "The harbour line runs late again.");
      try (Moderator ada = console.moderator("ada").open("queue")) {
        ada.sees(2).isAt("Judged without hints").reads("No other comment of this author is known.");
        assertThat(ada.cards().first()).not().containsText("Toxicity");
        assertThat(ada.cards().last()).containsText("Judged without hints");
        assertThat(ada.focusedCard().locator("mark.for")).hasCount(0);
        assertThat(ada.cards().first().page().locator("table.scores")).hasCount(0);

        ada.press("r").reads("Personal data").press("2").sees(1).reads("Rejected: Insult.");
        ada.isAt("Judged without hints").press("a").sees(0);

        await().atMost(PATIENCE).until(() -> !console.verdict("c-1").equals("hold"));
      }
    }
  }
}
