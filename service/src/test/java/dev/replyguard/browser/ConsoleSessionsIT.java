package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.replyguard.browser.People.Answer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who one is on the console: signing in and out, sessions that end, what each role may do. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleSessionsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CALLS = "**/v1/**";
  private static final String ANOTHER_PASSWORD = "another password of tests";
  private static final List<String> TEXTS =
      List.of(
          "The council is a bunch of clowns and the mayor is a fool.",
          "I have never read such idiotic nonsense about trains before.");

  private final ConsoleFixture console;

  ConsoleSessionsIT(TestRedis redis, Chromium chromium) {
    console = ConsoleFixture.over(redis, chromium);
  }

  @BeforeEach
  void holdTwo() {
    console.held("c-1", TEXTS.get(0));
    console.held("c-2", TEXTS.get(1));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void signIn_wrongPassword_isSaid_thenRight_opensThePageThatWasAskedFor() {
    console.people().known("ada", "moderator");
    try (Moderator ada = visitor().open("queue?text=council")) {
      ada.page().locator("form.signin [name=user]").fill("ada");
      ada.signInByForm("not this one").reads("Name or password is wrong.");
      Axe.check(ada.shoot("signin-wrong").page(), "wrong password");

      ada.signInByForm(ConsoleFixture.PASSWORD).sees(1).isAt(TEXTS.get(0));
    }
  }

  @Test
  void sessionThatEnds_inMidDecision_losesNothing_andGoesOnWhereItWas() {
    try (Moderator ada = console.moderator("ada").open("queue?label=toxicity")) {
      List<String> order = ada.sees(2).texts();
      ada.press("j").isAt(order.get(1));
      endSession(ada, order.get(1));

      ada.press("r").reads("Personal data").press("2");

      ada.reads("Your session has ended. Nothing is lost").sees(1);
      Axe.check(ada.shoot("session-ended").page(), "session that has ended");
      Assertions.assertThat(verdictOf(order.get(1))).isEqualTo("hold");
      // It does not go away unanswered.
      ada.press("Escape", "Escape").reads("Sign in again");
      ada.signInByForm("not this one").reads("Name or password is wrong.");
      ada.page().unroute(CALLS);
      ada.signInByForm(ConsoleFixture.PASSWORD).reads("Rejected: Insult.").reads("Live");
      await().atMost(PATIENCE).until(() -> verdictOf(order.get(1)).equals("reject"));
      ada.sees(1).isAt(order.get(0));
      Assertions.assertThat(ada.page().url()).endsWith("queue?label=toxicity");
      Assertions.assertThat(trailOf(order.get(1))).contains("\"user:ada\"", "insult");
      ada.press("u").sees(2);
      await().atMost(PATIENCE).until(() -> verdictOf(order.get(1)).equals("hold"));
    }
  }

  @Test
  void sessionThatEnds_inMidNote_keepsWhatWasTyped() {
    try (Moderator ada = console.moderator("ada").open("queue")) {
      List<String> order = ada.sees(2).texts();
      ada.press("n").page().keyboard().type("seen before, twice");
      endSession(ada, order.get(0));
      ada.press("Tab", "Tab", "Enter").reads("Sign in again").page().unroute(CALLS);
      assertThat(ada.page().locator("dialog [name=note]")).hasValue("seen before, twice");

      ada.signInByForm(ConsoleFixture.PASSWORD).reads("Note added.");

      Assertions.assertThat(trailOf(order.get(0))).contains("seen before, twice");
      // And the hands are back at the card.
      ada.isAt(order.get(0)).press("a").sees(1);
    }
  }

  @Test
  void sessionThatEnds_whileNothingIsDone_isNoticedByTheEvents() {
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(2).reads("Live");
      console.people().endSessions("ada");
      // The stream that is open goes on; the next one is refused.
      ada.context().setOffline(true);
      ada.reads("No connection").context().setOffline(false);

      ada.reads("Sign in again").signInByForm(ConsoleFixture.PASSWORD).reads("Live");

      assertThat(ada.page().locator("dialog")).hasCount(0);
    }
  }

  @Test
  void somebodyElse_whoSignsInInstead_startsAfresh_withoutTheOthersDecisions() {
    console.people().known("bob", "moderator");
    try (Moderator ada = console.moderator("ada").open("queue")) {
      List<String> order = ada.sees(2).texts();
      console.people().endSessions("ada");
      ada.press("s").reads("Sign in again");
      ada.page().locator("dialog [name=user]").fill("bob");

      ada.signInByForm(ConsoleFixture.PASSWORD);

      assertThat(ada.page().locator("button.user")).containsText("bob", Moderator.patient());
      ada.sees(2).isAt(order.get(0));
      Assertions.assertThat(verdictOf(order.get(0))).isEqualTo("hold");
      assertThat(ada.page().locator(".undo")).hasCount(0);
    }
  }

  @Test
  void signOutEverywhere_endsTheSessionsOfOtherBrowsers() {
    try (Moderator here = console.moderator("ada").open("queue");
        Moderator there = console.moderator("ada").open("queue")) {
      here.sees(2);
      there.sees(2);
      here.page().locator("button.user").click();
      here.page().getByText("Sign out everywhere").click();

      here.reads("Sign in to moderate.");
      there.press("a").reads("Sign in again");
      Assertions.assertThat(console.verdict("c-1")).isEqualTo("hold");
      Assertions.assertThat(console.verdict("c-2")).isEqualTo("hold");
    }
  }

  @Test
  void signOut_waitsForDecisionsThatAreNotSent() {
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(2).reads("Live").context().setOffline(true);
      ada.reads("No connection").press("a").reads("1 decision waits for the connection");
      ada.page().locator("button.user").click();
      signOut(ada);
      ada.reads("1 decision is not sent yet").context().setOffline(false);
      ada.reads("Live");
      assertThat(ada.page().locator(".stuck")).hasCount(0);
      ada.page().locator("button.user").click();
      signOut(ada);
      ada.reads("Sign in to moderate.");
      Assertions.assertThat(List.of(console.verdict("c-1"), console.verdict("c-2")))
          .contains("approve");
    }
  }

  @Test
  void password_isChanged_withTheCurrentOneOnly_andSignsOutElsewhere() {
    try (Moderator ada = console.moderator("ada").open("queue");
        Moderator elsewhere = console.moderator("ada").open("queue")) {
      ada.sees(2);
      elsewhere.sees(2);
      changePassword(ada, "not this one", ANOTHER_PASSWORD);
      ada.reads("This is not the current password.");
      assertThat(ada.page().locator("[name=current]")).hasAttribute("aria-invalid", "true");
      Axe.check(ada.shoot("password-wrong").page(), "password that is wrong");
      ada.page().locator("[name=current]").fill(ConsoleFixture.PASSWORD);
      ada.press("Enter").reads("Password changed.");

      ada.press("a").sees(1);
      await()
          .atMost(PATIENCE)
          .until(() -> console.verdict("c-1").equals("approve") || approved("c-2"));
      elsewhere.press("a").reads("Sign in again");
      elsewhere.signInByForm(ConsoleFixture.PASSWORD).reads("Name or password is wrong.");
      elsewhere.signInByForm(ANOTHER_PASSWORD).reads("Live");
    }
  }

  @Test
  void viewer_seesEveryPageButSettings_andChangesNothing() {
    try (Moderator eve = at("eve", "viewer", "queue")) {
      eve.sees(2);
      for (String key : List.of("a", "r", "s", "n", "e", "b")) {
        eve.press(key).reads("Your role does not allow this.").press("Escape").sees(2);
      }
      assertThat(eve.page().locator(".actions")).hasCount(0);
      pages(eve, List.of("Queue", "Authors", "Policy", "Statistics", "Model", "Audit"));
      eve.open("lists").reads("Nobody is on this list.");
      assertThat(eve.page().locator(".head button.primary")).hasCount(0);
      eve.open("policy").reads("Versions").reads("in force");
      var document = eve.page().locator("textarea.code");
      Assertions.assertThat(document.inputValue()).contains("firstTime");
      Assertions.assertThat(document.isEditable()).isFalse();
      assertThat(eve.page().getByText("Review and save")).hasCount(0);
      eve.open("settings?tab=users").reads("Your role does not include this page.");
      eve.open("welcome").reads("Your role does not include this page.");
    }
    refused("eve", "POST", "/v1/comments/c-1/decision", new JsonObject().put("verdict", "approve"));
    refused("eve", "PUT", "/v1/comments/c-1/claim", null);
    refused("eve", "DELETE", "/v1/comments/c-1/decision", null);
    refused("eve", "POST", "/v1/comments/c-1/notes", new JsonObject().put("note", "hello"));
    refused("eve", "PUT", "/v1/lists/banned", entry());
    refused("eve", "PUT", "/v1/policy", policy());
    refused("eve", "GET", "/v1/keys", null);
    refused("eve", "GET", "/v1/users", null);
    Assertions.assertThat(as("eve", "GET", "/v1/queue", null).status()).isEqualTo(200);
    Assertions.assertThat(console.verdict("c-1")).isEqualTo("hold");
  }

  @Test
  void moderator_decides_butHasNoSettingsAndNoPolicyToChange() {
    try (Moderator ada = at("ada", "moderator", "queue")) {
      ada.sees(2).press("a").sees(1);
      pages(ada, List.of("Queue", "Authors", "Policy", "Statistics", "Model", "Audit"));
      ada.open("lists").reads("Nobody is on this list.");
      assertThat(ada.page().locator(".head button.primary")).hasCount(1);
      ada.open("policy").reads("Versions").reads("in force");
      var document = ada.page().locator("textarea.code");
      Assertions.assertThat(document.inputValue()).contains("firstTime");
      Assertions.assertThat(document.isEditable()).isFalse();
      assertThat(ada.page().locator(".notice")).hasCount(0);
      ada.open("settings").reads("Your role does not include this page.");
    }
    refused("ada", "PUT", "/v1/policy", policy());
    refused("ada", "POST", "/v1/policy/versions/1/restore", new JsonObject().put("expected", 1));
    refused("ada", "GET", "/v1/keys", null);
    refused("ada", "POST", "/v1/keys", new JsonObject().put("label", "x"));
    refused("ada", "GET", "/v1/webhooks", null);
    refused("ada", "GET", "/v1/users", null);
    refused("ada", "POST", "/v1/sites", new JsonObject().put("id", "x").put("name", "x"));
    Assertions.assertThat(as("ada", "PUT", "/v1/lists/banned", entry()).status()).isEqualTo(201);
  }

  @Test
  void admin_mayDoAll() {
    try (Moderator root = at("root", "admin", "queue")) {
      root.sees(2).press("s").sees(1);
      pages(
          root, List.of("Queue", "Authors", "Policy", "Statistics", "Model", "Audit", "Settings"));
      root.open("policy").reads("2 comments replayed");
      assertThat(root.page().locator("textarea.code")).isEditable();
      for (String tab : List.of("integration", "keys", "webhooks", "users", "sites")) {
        root.open("settings?tab=" + tab).page().locator("main button[aria-pressed=true]").waitFor();
        assertThat(root.page().locator("main .empty")).hasCount(0);
      }
    }
    for (String path : List.of("/v1/keys", "/v1/webhooks", "/v1/users", "/v1/sites")) {
      Assertions.assertThat(as("root", "GET", path, null).status()).as(path).isEqualTo(200);
    }
    Assertions.assertThat(as("root", "PUT", "/v1/policy", policy()).status()).isEqualTo(201);
  }

  @Test
  void whoeverWasDisabled_isOutAtTheNextCall() {
    try (Moderator ada = console.moderator("ada").open("queue")) {
      ada.sees(2);
      as("admin", "PATCH", "/v1/users/ada", new JsonObject().put("disabled", true));
      ada.press("a").reads("Sign in again").signInByForm(ConsoleFixture.PASSWORD);
      ada.reads("Name or password is wrong.");
      Assertions.assertThat(console.verdict("c-1")).isEqualTo("hold");
      Assertions.assertThat(console.verdict("c-2")).isEqualTo("hold");
    }
  }

  private Moderator visitor() {
    return console.visitor(new Browser.NewContextOptions());
  }

  private Moderator at(String name, String role, String address) {
    return console.moderator(name, role, new Browser.NewContextOptions()).open(address);
  }

  private Answer as(String name, String method, String path, @Nullable JsonObject body) {
    return console.people().as(name, method, path, body);
  }

  private void refused(String name, String method, String path, @Nullable JsonObject body) {
    Assertions.assertThat(as(name, method, path, body).status())
        .as(name + ": " + method + " " + path)
        .isEqualTo(403);
  }

  /**
   * Ends ada's session so that the next thing she does is the first to notice. Whichever call comes
   * first asks for the sign-in, and it is not to be one that the page makes by itself: her claim of
   * the card is waited for, and all calls but what is posted are cut off.
   */
  private void endSession(Moderator ada, String focused) {
    await().atMost(PATIENCE).until(() -> claimed().equals(List.of(idOf(focused))));
    ada.page()
        .route(
            CALLS,
            route -> {
              if (route.request().method().equals("POST")) {
                route.resume();
              } else {
                route.abort();
              }
            });
    console.people().endSessions("ada");
  }

  private List<String> claimed() {
    List<String> ids = new ArrayList<>();
    for (Object entry : as("admin", "GET", "/v1/queue", null).json().getJsonArray("entries")) {
      if (entry instanceof JsonObject waiting && waiting.containsKey("lease")) {
        ids.add(waiting.getString("id"));
      }
    }
    return ids;
  }

  private static void pages(Moderator who, List<String> expected) {
    List<String> shown = new ArrayList<>(who.page().locator("nav a").allInnerTexts());
    Assertions.assertThat(shown).isEqualTo(expected);
  }

  private static void signOut(Moderator who) {
    who.page().getByText("Sign out", new Page.GetByTextOptions().setExact(true)).click();
  }

  private static void changePassword(Moderator who, String current, String next) {
    who.page().locator("button.user").click();
    who.page().getByText("Change the password").click();
    who.page().locator("[name=current]").fill(current);
    who.page().locator("[name=password]").fill(next);
    who.press("Enter");
  }

  private static JsonObject entry() {
    return new JsonObject().put("trait", "emailDomain").put("value", "spam.example");
  }

  private static JsonObject policy() {
    return new JsonObject()
        .put("format", "yaml")
        .put("source", ConsoleFixture.HOLD_ALL)
        .put("expected", 1);
  }

  private boolean approved(String id) {
    return console.verdict(id).equals("approve");
  }

  private static String idOf(String text) {
    return "c-" + (TEXTS.indexOf(text) + 1);
  }

  private String verdictOf(String text) {
    return console.verdict(idOf(text));
  }

  private String trailOf(String text) {
    return console.trail(idOf(text)).encode();
  }
}
