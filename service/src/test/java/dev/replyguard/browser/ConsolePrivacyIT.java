package dev.replyguard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** "Retention and privacy" among the console's settings. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsolePrivacyIT {

  private final ConsoleFixture console;

  ConsolePrivacyIT(TestRedis redis, Chromium chromium) {
    console = ConsoleFixture.over(redis, chromium);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void retention_isSet_whatIsWrongIsSaidBesideIt_andThePageIsAccessible() {
    try (Moderator ada = admin().open("settings?tab=privacy")) {
      Page page = ada.page();
      ada.reads("The operator’s default, 365, holds");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        Axe.check(page, "retention and privacy, " + scheme);
      }
      page.locator("input[name=comments]").fill("90");
      page.locator("input[name=events]").fill("4000");
      page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
      ada.reads("1 to 365 expected");
      page.locator("input[name=events]").fill("7");
      page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
      ada.reads("Set for this site; the operator’s default is 365");
      assertThat(console.call("GET", "/v1/retention", null).encode())
          .contains("{\"kind\":\"comments\",\"days\":90,\"default\":365,\"own\":true")
          .contains("{\"kind\":\"events\",\"days\":7,");
    }
  }

  @Test
  void person_isExportedToAFile_andErasedOnceThatIsConfirmed() throws IOException {
    console.held(
        new JsonObject().put("id", "c-1").put("text", "The mayor is a fool, and so on."), "u-7");
    try (Moderator ada = admin().open("settings?tab=privacy")) {
      Page page = ada.page();
      page.locator("button[value=export]").click();
      ada.reads("An e-mail, an IP address or an author id is needed.");
      page.locator("input[name=id]").fill("u-7");
      var download = page.waitForDownload(() -> page.locator("button[value=export]").click());
      assertThat(Files.readString(download.path())).contains("\"c-1\"", "The mayor is a fool");

      page.locator("button[value=erase]").click();
      page.locator("dialog button.primary").click();

      ada.reads("Erased. comments: 1");
      assertThat(console.call("GET", "/v1/queue/counts", null).getInteger("waiting")).isZero();
    }
  }

  private Moderator admin() {
    return console.moderator("ada", "admin", new Browser.NewContextOptions());
  }
}
