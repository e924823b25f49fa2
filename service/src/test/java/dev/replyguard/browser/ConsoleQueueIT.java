package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleQueueIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ConsoleFixture console;

  ConsoleQueueIT(TestRedis redis, Chromium chromium) {
    console = ConsoleFixture.over(redis, chromium);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void card_tellsWhatHelpsToDecide() {
    console.held(
        new JsonObject()
            .put("id", "c-1")
            .put("text", "You st\u200bup1d clown, shut up.")
            .put("author", new JsonObject().put("id", "u-1").put("name", "Ada"))
            .put(
                "article",
                new JsonObject()
                    .put("id", "a-1")
                    .put("title", "Why the bridge was closed")
                    .put("url", "https://news.example.org/7"))
            .put("parent", new JsonObject().put("id", "c-0").put("text", "A fine report.")),
        "u-1");
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(1)
          .isAt("Ada")
          .isAt("under Why the bridge was closed")
          .isAt("A fine report.")
          .isAt("Toxicity ")
          .isAt("holds at 0.")
          .isAt("First comment of this author")
          .isAt("Read as")
          .isAt("U+200B")
          .reads("No other comment of this author is known.");
      var strongest = ada.focusedCard().locator("mark.for.shade-8");
      assertThat(strongest.first()).isVisible();
      strongest.first().focus();
      Assertions.assertThat(strongest.first().getAttribute("data-tip"))
          .matches("\\+\\d+\\.\\d\\d log-odds.*");
    }
  }

  @Test
  void keys_moveDecideSelectAndTakeBack() {
    for (int i = 1; i <= 6; i++) {
      console.held("c-" + i, SIX.get(i - 1));
    }
    try (Moderator ada = console.moderator("ada").open("queue")) {
      List<String> order = ada.sees(6).texts();

      ada.press("j").isAt(order.get(1)).press("k").isAt(order.get(0));
      ada.press("a").sees(5).isAt(order.get(1)).reads("Approved.");
      ada.press("r").reads("Personal data").press("2").sees(4).reads("Rejected: Insult.");
      ada.press("s").sees(3).reads("Rejected: Spam.");
      await().atMost(PATIENCE).until(() -> verdictOf(order.get(2)).equals("reject"));
      ada.press("u").sees(4).isAt(order.get(2));
      await().atMost(PATIENCE).until(() -> verdictOf(order.get(2)).equals("hold"));
      ada.press("u").sees(5).isAt(order.get(1));
      ada.press("h").isAt(order.get(2));
      assertThat(ada.cards().last()).containsText(order.get(1));
      ada.press("x", "j", "x").reads("2 selected");
      ada.press("Shift+A").sees(3);
      await().atMost(PATIENCE).until(() -> verdictOf(order.get(3)).equals("approve"));
      ada.press("x", "Shift+R").reads("Reject all 1").press("7").sees(2);
      ada.press("?").reads("Take the last decision back").press("Escape");
      ada.press("u").sees(3);
      Assertions.assertThat(verdictOf(order.get(0))).isEqualTo("approve");
      ada.press("/").page().keyboard().type("timetable");
      ada.press("Enter").sees(0).reads("Nothing that waits fits these filters.");
      Assertions.assertThat(ada.page().url()).endsWith("queue?text=timetable");
      ada.page().reload();
      ada.reads("Text: timetable");
    }
  }

  @Test
  void similarOnesThatAreDecided_areToldBeside_andNotCountedWithThoseThatWait() {
    String advert =
        "Visit the grand opening of our new tea house near the old harbour this weekend";
    for (int i = 1; i <= 4; i++) {
      console.held("g-" + i, advert + ", table " + i);
    }
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(1).reads("3 more like this").reads("All 4 alike");
      assertThat(ada.page().locator(".side .decided")).hasCount(0);

      ada.press("s").sees(1).reads("2 more like this").reads("All 3 alike");

      Locator decided = ada.page().locator(".side .decided");
      assertThat(decided).containsText("decided: rejected by ada", Moderator.patient());
      assertThat(decided).containsText("1 like this, decided already");
      assertThat(decided.locator("li")).hasCount(1);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        ada.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "similar-decided-" + scheme.name().toLowerCase(Locale.ROOT);
        Axe.check(ada.shoot(name).page(), name);
      }

      // What is decided about all of them leaves that one as it is.
      ada.press("d", "a").sees(0);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  List.of("g-1", "g-2", "g-3", "g-4").stream()
                          .filter(id -> console.verdict(id).equals("approve"))
                          .count()
                      == 3);
    }
  }

  @Test
  void twoModerators_neverDecideTheSameTwice() {
    console.held("c-1", SIX.get(0));
    console.held("c-2", SIX.get(1));
    try (Moderator ada = console.moderator("ada").open("queue");
        Moderator bob = console.moderator("bob").open("queue")) {
      List<String> order = ada.sees(2).texts();
      bob.sees(2).reads("ada is looking at this.");

      // Claimed by Ada: refused, and back on Bob's page.
      bob.press("a").reads("Not decided").sees(2);
      // Bob at the other card, Ada decides hers: Bob sees it, and cannot act on it.
      bob.press("j").isAt(order.get(1));
      ada.press("s").sees(1);
      bob.reads("ada has decided: rejected.").press("k").isAt(order.get(0));
      bob.press("a").reads("Somebody else has decided this one.");
      await().atMost(PATIENCE).until(() -> rulings(order.get(0)) == 1);
      Assertions.assertThat(verdictOf(order.get(0))).isEqualTo("reject");
    }
  }

  @Test
  void twoModerators_whoRaceThroughTheQueue_decideEveryCommentOnce() {
    int all = 12;
    for (int i = 0; i < all; i++) {
      console.held("r-" + i, SIX.get(i % 6) + " " + Integer.toString(i * 7919, 36));
    }
    try (Moderator ada = console.moderator("ada").open("queue");
        Moderator bob = console.moderator("bob").open("queue")) {
      ada.page().locator(".card").first().waitFor();
      bob.page().locator(".card").first().waitFor();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                ada.press("a");
                bob.press("s", "j");
                return console.call("GET", "/v1/queue/counts", null).getInteger("waiting") == 0;
              });
      for (int i = 0; i < all; i++) {
        JsonArray trail = console.trail("r-" + i);
        Assertions.assertThat(
                trail.stream()
                    .filter(entry -> ((JsonObject) entry).getString("type").equals("ruled")))
            .as(trail.encode())
            .hasSize(1);
      }
    }
  }

  @Test
  void decision_thatComesLate_isRolledBackVisibly() {
    console.held("c-1", SIX.get(0));
    try (Moderator ada = console.moderator("ada")) {
      // Before the page is there: what it sends just after a first route is made may pass it by.
      // The page does not hear of what demo does: no event reaches it.
      ada.context().route("**/v1/events*", Route::abort);
      AtomicBoolean decided = new AtomicBoolean();
      ada.context()
          .route(
              "**/decision",
              route -> {
                if (decided.compareAndSet(false, true)) {
                  console.call(
                      "POST",
                      "/v1/comments/c-1/verdict",
                      new JsonObject().put("verdict", "reject").put("reason", "other"));
                }
                route.resume();
              });
      ada.open("queue").sees(1);

      ada.press("a").reads("demo was faster: rejected.");

      Assertions.assertThat(console.verdict("c-1")).isEqualTo("reject");
    }
  }

  @Test
  void newComments_andOthersDecisions_appearByThemselves() {
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.reads("Nothing waits. Well done.").reads("Live");
      console.held("c-1", SIX.get(0));
      ada.sees(1).reads("1 comment waits");
    }
  }

  @Test
  void connectionLost_decisionsWait_andAreSentWhenItIsBack() {
    console.held("c-1", SIX.get(0));
    console.held("c-2", SIX.get(1));
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(2).reads("Live");
      ada.context().setOffline(true);
      ada.reads("No connection");
      ada.press("a").sees(1).reads("1 decision waits for the connection");
      ada.press("s").sees(0).reads("2 decisions wait for the connection").shoot("queue-offline");
      Assertions.assertThat(console.verdict("c-1")).isEqualTo("hold");

      ada.context().setOffline(false);

      ada.reads("Live");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  !console.verdict("c-1").equals("hold") && !console.verdict("c-2").equals("hold"));
      assertThat(ada.page().locator(".stuck")).hasCount(0);
    }
  }

  @Test
  void group_isDecidedAtOnce_andTakenBack() {
    for (int i = 1; i <= 4; i++) {
      console.held("g-" + i, "Meet lovely singles near the harbour tonight, friends! " + i);
    }
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(1).isAt("3 more like this").press("d").isAt("Approve all 4");
      ada.press("s").sees(0).reads("4 rejected: Spam.");
      await().atMost(PATIENCE).until(() -> console.verdict("g-3").equals("reject"));
      ada.press("u");
      await()
          .atMost(PATIENCE)
          .until(
              () -> console.verdict("g-1").equals("hold") && console.verdict("g-4").equals("hold"));
    }
  }

  @Test
  void noteHandOverAndBan_areDoneFromTheKeyboard() {
    console.held(
        new JsonObject()
            .put("id", "c-1")
            .put("text", SIX.get(0))
            .put("author", new JsonObject().put("id", "u-7").put("name", "Mallory")),
        "u-7");
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(1).press("n").page().keyboard().type("seen before");
      ada.press("Tab", "Tab", "Enter").reads("Note added.");
      ada.press("e").page().keyboard().type("bob");
      ada.press("Enter").reads("Handed over to bob.").reads("for bob");
      ada.press("i").reads("Trust the author").press("Escape");
      ada.press("b").reads("Mallory").press("Enter").reads("1 waiting comment rejected");
      Assertions.assertThat(console.verdict("c-1")).isEqualTo("reject");
      Assertions.assertThat(console.trail("c-1").encode()).contains("seen before");
    }
  }

  @Test
  void ban_isByIdEmailOrAddress_asStored_orByADomainThatIsTyped() {
    console.held(
        new JsonObject()
            .put("id", "c-1")
            .put("text", SIX.get(0))
            .put(
                "author",
                new JsonObject()
                    .put("name", "Mallory")
                    .put("email", "mallory@mail.example")
                    .put("ip", "192.0.2.7")),
        "u-7");
    console.held("c-2", SIX.get(1));
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(2).page().locator(".card").filter(mallorys()).click();
      ada.isAt("Mallory").press("b");
      var trait = ada.page().locator("dialog [name=trait]");
      Assertions.assertThat(trait.locator("option").allInnerTexts())
          .containsExactly(
              "Their id on the site",
              "Their e-mail address",
              "Their IP address",
              "Their e-mail's domain",
              "Their network");
      trait.selectOption("emailDomain");
      Axe.check(ada.shoot("ban-domain").page(), "ban by domain");
      ada.page().locator("dialog [name=value]").fill("no domain");
      ada.press("Enter");
      assertThat(ada.page().locator("dialog [name=value]")).hasAttribute("aria-invalid", "true");
      ada.page().locator("dialog [name=value]").fill("mail.example");
      ada.press("Enter").reads("The author is banned.");

      ada.press("i").reads("Trust the author");
      ada.page().getByText("Ban the author").click();
      trait.selectOption("address");
      ada.page().locator("dialog button.primary").click();
      ada.reads("1 waiting comment rejected").sees(1);
      Assertions.assertThat(console.verdict("c-1")).isEqualTo("reject");
      Assertions.assertThat(console.verdict("c-2")).isEqualTo("hold");
      Assertions.assertThat(
              console
                  .call(
                      "POST",
                      "/v1/comments",
                      new JsonObject()
                          .put("text", "A fine map.")
                          .put("author", new JsonObject().put("ip", "192.0.2.7")))
                  .getString("verdict"))
          .isEqualTo("reject");
    }
  }

  private static Locator.FilterOptions mallorys() {
    return new Locator.FilterOptions().setHasText("Mallory");
  }

  @Test
  void likelyReason_isOneEnterAway_andEscapeGoesBack() {
    console.held("c-1", "You are an idiot and a clown, shut up.");
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(1).press("r").reads("Personal data").press("Escape");
      assertThat(ada.page().locator(".reasons-menu")).hasCount(0);
      String likely = ada.press("r").page().locator("[data-likely]").innerText();
      ada.press("Enter").sees(0);
      await().atMost(PATIENCE).until(() -> console.verdict("c-1").equals("reject"));
      ada.reads("Rejected: " + likely.replaceFirst("^\\S+\\s+", "").strip() + ".");
    }
  }

  @Test
  void wellness_blursMasksAndGreys_untilVShows_andStaysWithTheModerator() {
    console.held("c-1", "You are an idiot and a clown, shut up.");
    console.held("c-2", SIX.get(0));
    try (Moderator ada = console.moderator("ada").open("queue")) {
      Page page = ada.sees(2).page();
      page.locator("button.user").click();
      for (int i = 0; i < 3; i++) {
        page.locator("dialog fieldset input[type=checkbox]").nth(i).check();
      }
      Axe.check(ada.shoot("preferences").page(), "preferences");
      ada.press("Escape");
      String hidden = ada.focusedCard().locator(".text").innerText();
      Assertions.assertThat(hidden).contains("•");
      Assertions.assertThat(
              (String) page.evaluate("getComputedStyle(document.documentElement).filter"))
          .contains("grayscale");
      String other = "getComputedStyle(document.querySelector('.card:not(.focused) .text')).filter";
      Assertions.assertThat((String) page.evaluate(other)).contains("blur");
      Axe.check(ada.shoot("wellness").page(), "wellness");
      ada.press("v");
      assertThat(ada.focusedCard().locator(".text")).not().containsText("•");
      page.reload();
      ada.sees(2);
      assertThat(ada.focusedCard().locator(".text")).containsText("•", Moderator.patient());
    }
  }

  @Test
  void viewer_seesEverything_decidesNothing() {
    console.held("c-1", SIX.get(0));
    try (Moderator eve =
        console.moderator("eve", "viewer", new Browser.NewContextOptions()).open("queue")) {
      eve.sees(1).press("a").reads("Your role does not allow this.").sees(1);
      assertThat(eve.page().locator(".actions")).hasCount(0);
    }
  }

  @Test
  void languages_canBeSwitched_andFollowTheBrowser() {
    try (Moderator ada =
        console
            .moderator("ada", "moderator", new Browser.NewContextOptions().setLocale("de-DE"))
            .open("queue")) {
      ada.reads("Nichts wartet");
      Assertions.assertThat(ada.page().getAttribute("html", "lang")).isEqualTo("de");
      ada.page().locator("button.user").click();
      ada.page().locator("dialog select").nth(1).selectOption("es");
      ada.reads("Cerrar sesión");
    }
  }

  @Test
  void everyWidth_hasNoSidewaysScrolling_andThemesAreAccessible() {
    for (int i = 1; i <= 6; i++) {
      console.held("c-" + i, SIX.get(i - 1) + " " + "Langeswortohneende".repeat(8));
    }
    console.held("c-rtl", "أنت مهرج فاسد ويجب طردك من المدينة، idiot fool.");
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(7);
      Page page = ada.page();
      for (int width : new int[] {320, 768, 1280, 1920, 3840}) {
        page.setViewportSize(width, width / 2 + 400);
        int excess =
            (int)
                page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(excess).as("at " + width).isLessThanOrEqualTo(0);
        ada.shoot("queue-" + width);
      }
      page.setViewportSize(1280, 900);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = scheme.name().toLowerCase(Locale.ROOT);
        ada.shoot("queue-" + name);
        Axe.check(page, "queue, " + name);
        ada.press("r").reads("Personal data").shoot("queue-reject-" + name);
        Axe.check(page, "reasons to reject, " + name);
        ada.press("Escape", "f").reads("Score from").shoot("queue-filter-" + name);
        Axe.check(page, "filters, " + name);
        ada.press("Escape", "f", "?").shoot("keys-" + name);
        Axe.check(page, "keys, " + name);
        ada.press("Escape", "b").shoot("ban-" + name);
        Axe.check(page, "ban, " + name);
        ada.press("Escape", "i").reads("Trust the author").shoot("author-" + name);
        Axe.check(page, "author, " + name);
        ada.press("Escape");
      }
    }
  }

  private static final List<String> SIX =
      List.of(
          "The council is a bunch of clowns and the mayor is a fool.",
          "Cheap watches for everybody, ask me how to earn money at home.",
          "I have never read such idiotic nonsense about trains before.",
          "Shut up and go home, nobody wants to read you, silly goose.",
          "This damn ferry is late again, what a stupid company.",
          "You will regret this article, you coward, wait and see.");

  private static String idOf(List<String> texts, String text) {
    return "c-" + (texts.indexOf(text) + 1);
  }

  private String verdictOf(String text) {
    return console.verdict(idOf(SIX, text));
  }

  private long rulings(String text) {
    JsonArray trail = console.trail(idOf(SIX, text));
    return trail.stream()
        .filter(entry -> ((JsonObject) entry).getString("type").equals("ruled"))
        .count();
  }
}
