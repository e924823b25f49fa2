package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What administrators look after: users, keys, webhooks and sites. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class ConsoleSettingsIT {
  private static final String LIKE_A_KEY = "WordPressKey01";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ConsoleFixture console;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpServer receiver;
  private final AtomicInteger received = new AtomicInteger();
  private volatile int status = 200;
  private volatile String says = "thanks";
  private volatile String latest = "";

  ConsoleSettingsIT(TestRedis redis, Chromium chromium) throws IOException {
    console =
        ConsoleFixture.over(
            redis, chromium, Map.of("REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1"));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          latest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.incrementAndGet();
          byte[] answer = says.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void close() {
    console.close();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void user_isAdded_changed_disabled_andRemoved() {
    try (Moderator ada = admin("users")) {
      Page page = ada.page();
      ada.reads("Administrator");
      page.getByText("Add a user").click();
      page.locator("dialog [name=name]").fill("Bob Builder!");
      page.locator("dialog [name=password]").fill(ConsoleFixture.PASSWORD);
      ada.press("Enter");
      saidAtField(ada, "name", "user-name-wrong");
      page.locator("dialog [name=name]").fill("bob");
      ada.press("Enter").reads("bob");
      assertThat(row(page, "bob")).containsText("Moderator");

      button(row(page, "bob"), "Change").click();
      page.locator("dialog [name=role]").selectOption("viewer");
      page.locator("dialog [name=sites]").fill("no-such-site");
      ada.press("Enter");
      saidAtField(ada, "sites", "user-sites-wrong");
      page.locator("dialog [name=sites]").fill("demo");
      ada.press("Enter");
      assertThat(row(page, "bob")).containsText("Viewer", Moderator.patient());
      assertThat(row(page, "bob")).containsText("demo");

      button(row(page, "bob"), "Disable").click();
      assertThat(row(page, "bob")).containsText("disabled", Moderator.patient());
      try (Moderator bob = console.visitor(new Browser.NewContextOptions()).open("queue")) {
        bob.page().locator("[name=user]").fill("bob");
        bob.signInByForm(ConsoleFixture.PASSWORD).reads("Name or password is wrong.");
      }
      button(row(page, "bob"), "Remove").click();
      page.getByText("Yes, do it").click();
      assertThat(row(page, "bob")).hasCount(0);
      // Nobody locks themselves out.
      assertThat(button(row(page, "ada"), "Remove")).hasCount(0);
    }
  }

  @Test
  void key_isMade_used_replaced_disabled_andRemoved() {
    try (Moderator ada = admin("keys")) {
      Page page = ada.page();
      page.getByText("Add a key").click();
      page.locator("dialog [name=label]").fill("blog");
      page.locator("dialog [name=origins]").fill("not an origin");
      ada.press("Enter");
      saidAtField(ada, "origins", "key-origins-wrong");
      page.locator("dialog [name=origins]").fill("");
      ada.press("Enter").reads("It is shown this once only.");
      String secret = page.locator("dialog .secret").innerText();
      Axe.check(ada.shoot("key-secret").page(), "secret of a key");
      ada.press("Escape").reads("It is shown this once only.");
      page.locator("dialog .primary").click();
      Assertions.assertThat(scoring(secret)).isEqualTo(200);

      button(row(page, "blog"), "Replace").click();
      ada.reads("It is shown this once only.");
      String replacement = page.locator("dialog .secret").innerText();
      page.locator("dialog .primary").click();
      Assertions.assertThat(replacement).isNotEqualTo(secret);
      Assertions.assertThat(scoring(replacement)).isEqualTo(200);
      Assertions.assertThat(scoring(secret)).as("the old one, for a day").isEqualTo(200);

      Locator latest = page.locator("main tbody tr").last();
      button(latest, "Disable").click();
      assertThat(page.locator("main tbody")).containsText("disabled", Moderator.patient());
      int before = page.locator("main tbody tr").count();
      button(latest, "Remove").click();
      page.getByText("Yes, do it").click();
      assertThat(page.locator("main tbody tr")).hasCount(before - 1);
    }
  }

  @Test
  void webhook_isAdded_tested_failsAndIsSentAgain_thenRemoved() {
    try (Moderator ada = admin("webhooks")) {
      Page page = ada.page();
      page.getByText("Add a webhook").click();
      page.locator("dialog [name=url]").fill("ftp://example.org/hook");
      ada.press("Enter");
      saidAtField(ada, "url", "webhook-url-wrong");
      page.locator("dialog [name=url]").fill(receiverUrl());
      ada.press("Enter").reads("whsec_");
      page.locator("dialog .primary").click();
      button(page, "Send a test").click();
      ada.reads("Taken, with status 200.");

      status = 410;
      console.held("c-1", "The council is a bunch of clowns and the mayor is a fool.");
      await().atMost(PATIENCE).until(() -> received.get() > 1);
      button(page, "Latest attempts").click();
      ada.reads("410");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "webhooks-log-" + scheme.name().toLowerCase(Locale.ROOT);
        Axe.check(ada.shoot(name).page(), name);
      }
      status = 200;
      int before = received.get();
      button(page, "Send again").first().click();
      await().atMost(PATIENCE).until(() -> received.get() > before);

      button(page, "New secret").click();
      ada.reads("whsec_").page().locator("dialog .primary").click();
      button(page, "Pause").click();
      ada.reads("paused");
      button(page, "Remove").click();
      page.getByText("Yes, do it").click();
      ada.reads("There is none.");
      ada.open("audit")
          .reads("Webhook’s secret replaced")
          .reads("Webhook removed")
          .reads("127.0.0.1");
    }
  }

  @Test
  void webhookOfAkismetsPlugin_isAdded_tested_andGivenAnotherKey() {
    try (Moderator ada = admin("webhooks")) {
      Page page = ada.page();
      page.getByText("Add a webhook").click();
      assertThat(page.locator("dialog [name=key]")).hasCount(0);
      page.locator("dialog [name=url]").fill(receiverUrl());
      page.locator("dialog [name=format]").selectOption("akismet");
      ada.reads("what they reject becomes spam");
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String name = "webhook-akismet-" + scheme.name().toLowerCase(Locale.ROOT);
        Axe.check(ada.shoot(name).page(), name);
      }
      page.locator("dialog [name=key]").fill("not a key of a site");
      page.locator("dialog [name=key]").press("Enter");
      saidAtField(ada, "key", "webhook-key-wrong");
      page.locator("dialog [name=key]").fill(LIKE_A_KEY);
      page.locator("dialog [name=key]").press("Enter");
      ada.reads("Akismet’s plugin").reads("Another key");
      // It has no secret of its own that could be shown or replaced.
      assertThat(page.locator("dialog .secret")).hasCount(0);
      assertThat(button(page, "New secret")).hasCount(0);
      says = "{\"comments\":[]}";
      button(page, "Send a test").click();
      ada.reads("Taken, with status 200.");
      Assertions.assertThat(latest).contains("\"" + LIKE_A_KEY + "\"");

      button(page, "Another key").click();
      page.locator("dialog [name=key]").fill("An0ther" + LIKE_A_KEY);
      page.locator("dialog [name=key]").press("Enter");
      assertThat(page.locator("dialog[open]")).hasCount(0);
      button(page, "Send a test").click();
      await().atMost(PATIENCE).until(() -> latest.contains("\"An0ther" + LIKE_A_KEY + "\""));
      Axe.check(ada.shoot("webhooks-akismet").page(), "webhook of Akismet's plugin");
    }
  }

  @Test
  void site_isAdded_andCanBeWorkedOn() {
    try (Moderator ada = admin("sites")) {
      Page page = ada.page();
      page.getByText("Add a site").click();
      page.locator("dialog [name=id]").fill("Bad Id");
      page.locator("dialog [name=name]").fill("Harbour News");
      ada.press("Enter");
      saidAtField(ada, "id", "site-id-wrong");
      page.locator("dialog [name=id]").fill("demo");
      ada.press("Enter");
      assertThat(page.locator("dialog .at-field"))
          .containsText("there is a site of that id", Moderator.patient());
      page.locator("dialog [name=id]").fill("harbour");
      ada.press("Enter").reads("Harbour News");
      page.locator("header select").selectOption("harbour");
      ada.open("queue").reads("Nothing waits. Well done.");
      assertThat(page.locator("header select")).hasValue("harbour");
      page.locator("header select").selectOption("demo");
    }
  }

  @Test
  void integration_isTried_withVerdictAndWebhooksAnswer() {
    try (Moderator ada = admin("webhooks")) {
      Page page = ada.page();
      page.getByText("Add a webhook").click();
      page.locator("dialog [name=url]").fill(receiverUrl());
      ada.press("Enter").reads("whsec_");
      page.locator("dialog .primary").click();
      ada.open("settings").reads("Send a test comment");
      button(page, "Send").click();
      ada.reads("What was decided").reads("held").reads("thanks");
      Axe.check(ada.shoot("integration-tried").page(), "integration that was tried");
    }
  }

  private Moderator admin(String tab) {
    return console
        .moderator("ada", "admin", new Browser.NewContextOptions())
        .open("settings?tab=" + tab);
  }

  private String receiverUrl() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  /** How the service answers to a call with that key. */
  private int scoring(String key) {
    return console.status("POST", "/v1/scores", key);
  }

  private static void saidAtField(Moderator who, String name, String screenshot) {
    Locator field = who.page().locator("dialog [name=" + name + "]");
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field).isFocused();
    assertThat(who.page().locator("dialog .problem.at-field")).hasCount(1);
    Axe.check(who.shoot(screenshot).page(), screenshot);
  }

  private static Locator row(Page page, String text) {
    return page.locator("main tbody tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator button(Locator within, String text) {
    return within.locator("button").getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  private static Locator button(Page within, String text) {
    return within
        .locator("main button")
        .getByText(text, new Locator.GetByTextOptions().setExact(true));
  }
}
