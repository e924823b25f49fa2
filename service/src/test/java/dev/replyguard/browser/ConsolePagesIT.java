package dev.replyguard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's pages beside the queue. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsolePagesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final List<String> PAGES =
      List.of(
          "queue",
          "lists",
          "policy",
          "statistics",
          "model",
          "audit",
          "audit?about=users",
          "settings?tab=integration",
          "settings?tab=keys",
          "settings?tab=webhooks",
          "settings?tab=users",
          "settings?tab=sites",
          "welcome");

  /** What changes its looks over time, or scrolls smoothly. */
  private static final String MOVING =
      """
      () => [...document.querySelectorAll('*')].flatMap((element) => {
        const style = getComputedStyle(element);
        const moves = [style.transitionDuration, style.animationDuration].join()
          .split(',').some((duration) => parseFloat(duration) > 0);
        return moves || style.scrollBehavior === 'smooth' ? [element.outerHTML.slice(0, 100)] : [];
      })
      """;

  private final ConsoleFixture console;

  ConsolePagesIT(TestRedis redis, Chromium chromium) {
    console = ConsoleFixture.over(redis, chromium);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void policy_movedByASlider_isReplayed_reviewedAndSaved_thenRestored() {
    console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
    try (Moderator ada = admin().open("policy")) {
      Page page = ada.page();
      ada.reads("1 comment replayed");
      page.locator("#slider-hold").fill("0.99");
      assertThat(page.locator("textarea.code").inputValue())
          .contains("toxicity: {hold: 0.99, reject: never}", "firstTime");
      page.getByText("Review and save").click();
      page.locator("dialog [name=note]").fill("less to read");
      ada.press("Enter").reads("Saved and in force.").reads("Version 2").reads("less to read");
      assertThat(console.call("GET", "/v1/policy", null).getInteger("number")).isEqualTo(2);
      page.getByText("Restore").first().click();
      page.locator("dialog [name=note]").fill("as before");
      ada.press("Enter").reads("Version 3");
    }
  }

  @Test
  void policy_thatIsWrong_isSaid_andATextIsTried() {
    try (Moderator ada = admin().open("policy")) {
      Page page = ada.page();
      ada.reads("0 comments replayed");
      page.locator("textarea.code")
          .fill("rules: {words: [{name: birds, words: [goose], verdict: hold}]}");
      page.locator("textarea[name=text]").fill("What a silly goose you are.");
      page.getByText("Try", new Page.GetByTextOptions().setExact(true)).click();
      ada.reads("birds");
      page.locator("textarea.code").fill("stages: 1");
      ada.reads("source:stages");
      assertThat(page.locator("button.primary").first().isDisabled()).isTrue();
    }
  }

  @Test
  void author_isPutOnAListAndTakenOff() {
    try (Moderator ada = admin().open("lists")) {
      Page page = ada.page();
      ada.reads("Nobody is on this list.");
      page.locator(".head button.primary").click();
      page.locator("dialog [name=trait]").selectOption("emailDomain");
      page.locator("dialog [name=value]").fill("spam.example");
      ada.press("Enter").reads("The author is banned.").reads("spam.example");
      page.locator("td button").click();
      ada.reads("Removed.").reads("Nobody is on this list.");
    }
  }

  @Test
  void statistics_areCharts_tables_andAFile() {
    console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
    console.call("POST", "/v1/comments/c-1/decision", new JsonObject().put("verdict", "approve"));
    try (Moderator ada = admin().open("statistics")) {
      Page page = ada.page();
      ada.reads("Comments judged").reads("Decided by people");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  (boolean)
                      page.evaluate(
                          "document.querySelector('#chart-volume canvas').getContext('2d')"
                              + ".getImageData(0, 0, 2000, 2000).data.some((v) => v > 0)"));
      page.locator("summary").first().click();
      assertThat(page.locator("#chart-volume-table tbody tr").count()).isEqualTo(30);
      var download = page.waitForDownload(() -> page.getByText("Save as CSV").click());
      assertThat(download.suggestedFilename()).startsWith("statistics-demo-");
    }
  }

  @Test
  void audit_isFiltered_andOpensComments_andTheModelsDecisionsAreFound() {
    console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
    console.call(
        "POST",
        "/v1/comments/c-1/decision",
        new JsonObject().put("verdict", "reject").put("reason", "insult").put("note", "again"));
    try (Moderator ada = admin().open("model")) {
      Page page = ada.page();
      page.locator("main p a").nth(1).click();
      ada.reads("1 entry").reads("the service").reads("Toxicity, held");
      page.locator("main .filters select").first().selectOption("ruled");
      ada.reads("Nothing of this kind was done.");
      ada.open("audit").reads("Decided").reads("again");
      page.locator("main tbody button").first().click();
      ada.reads("What was done").reads("bunch of clowns");
      Axe.check(ada.shoot("audit-comment").page(), "a comment of the audit");
      ada.press("Escape").open("statistics").reads("Why people rejected");
      page.locator("#chart-reasons-table a").first().evaluate("each => each.click()");
      ada.reads("1 entry");
    }
  }

  @Test
  void administration_isToldAdmins_asFarAsItIsTheirs() {
    try (Moderator ada = admin().open("audit")) {
      Page page = ada.page();
      ada.reads("Comments and rules of the site");
      page.locator("main select[name=about]").selectOption("sessions");
      ada.reads("Signed in").reads("by password");
      assertThat(page.url()).contains("about=sessions");
      page.locator("main select[name=about]").selectOption("users");
      ada.reads("User added").reads("the set-up").reads("Administrator; on all sites");
      page.locator("main select[name=about]").selectOption("sites");
      ada.reads("Site added");
      Axe.check(ada.shoot("audit-administration").page(), "audit of administration");
      var download = page.waitForDownload(() -> page.getByText("Save as CSV").click());
      assertThat(download.suggestedFilename()).isEqualTo("audit-sites.csv");
    }
    try (Moderator nina = console.moderator("nina", "admin", new Browser.NewContextOptions())) {
      console
          .people()
          .as(
              "ada",
              "PATCH",
              "/v1/users/nina",
              new JsonObject().put("allSites", false).put("sites", JsonArray.of("demo")));
      nina.open("audit?about=users").reads("changed: sites; Administrator; on demo");
      nina.page().reload();
      nina.reads("changed: sites");
      assertThat(nina.page().locator("main select[name=about] option").count()).isEqualTo(3);
      nina.open("audit?about=sessions").reads("Comments and rules of the site");
    }
    try (Moderator bob = console.moderator("bob").open("audit")) {
      bob.reads("Policy changed");
      assertThat(bob.page().locator("main select[name=about]").count()).isZero();
    }
  }

  @Test
  void model_showsTheTrainersReport_ofWhateverDataIsChosen() {
    try (Moderator ada = admin().open("model")) {
      Page page = ada.page();
      ada.reads("Evaluation report").reads("Figures by label").reads("Bias by identity");
      page.locator("#report-data").selectOption("jigsaw-test-2");
      assertThat(page.locator(".report details").first().innerText()).contains("weighted");
      page.locator(".report summary")
          .all()
          .forEach(summary -> summary.evaluate("each => (each.parentNode.open = true)"));
      ada.reads("homoglyphs");
      Axe.check(ada.shoot("model-report").page(), "the report, every table open");
      var download = page.waitForDownload(() -> page.getByText("Save as JSON").click());
      assertThat(download.suggestedFilename()).endsWith(".json");
    }
  }

  @Test
  void everyPage_isAccessible_inBothThemes_atEveryWidth_andRightToLeft() {
    console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
    console.call("POST", "/v1/comments/c-1/decision", new JsonObject().put("verdict", "approve"));
    console.call(
        "PUT",
        "/v1/lists/banned",
        new JsonObject().put("trait", "emailDomain").put("value", "spam.example"));
    try (Moderator ada = admin()) {
      for (String name : PAGES) {
        Page page = ada.open(name).page();
        page.locator("main h1").waitFor();
        page.waitForLoadState(LoadState.LOAD);
        await().atMost(PATIENCE).until(() -> !page.locator("main").innerText().contains("Loading"));
        String file = name.replaceAll("\\W+", "-");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          String state = file + "-" + scheme.name().toLowerCase(Locale.ROOT);
          Axe.check(ada.shootAll(state).page(), state);
        }
        page.setViewportSize(320, 600);
        Axe.check(ada.fits(name + " at 320").shootAll(file + "-320").page(), name + " at 320");
        page.evaluate("document.documentElement.dir = 'rtl'");
        ada.fits(name + " at 320, right to left");
        page.setViewportSize(1280, 900);
        ada.fits(name + ", right to left").shoot(file + "-rtl");
        Axe.check(page, name + ", right to left");
        page.evaluate("document.documentElement.dir = ''");
        page.setViewportSize(3840, 2160);
        ada.fits(name + " at 3840").shoot(file + "-3840");
        page.setViewportSize(1280, 900);
      }
    }
  }

  @Test
  void everyPage_movesNothing_whereLessMotionIsAskedFor() {
    console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
    try (Moderator ada = admin()) {
      for (String name : PAGES) {
        Page page = ada.open(name).page();
        page.locator("main h1").waitFor();

        page.emulateMedia(
            new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        // Else nothing would be learnt from there being none.
        assertThat((Iterable<?>) page.evaluate(MOVING)).as(name + ", as it is").isNotEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertThat((Iterable<?>) page.evaluate(MOVING)).as(name + ", with less motion").isEmpty();
      }
    }
  }

  private Moderator admin() {
    return console.moderator("ada", "admin", new Browser.NewContextOptions());
  }
}
