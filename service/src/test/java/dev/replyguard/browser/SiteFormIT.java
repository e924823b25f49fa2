package dev.replyguard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The script in the pages of a site that is not the service's, and the form without it. */
@ExtendWith({RedisExtension.class, ChromiumExtension.class})
class SiteFormIT {
  private static final String KIND = "Thank you, this is the clearest explanation I have read.";
  private static final String RUDE = "The council are idiots.";
  private final FormFixture forms;

  SiteFormIT(TestRedis redis, Chromium chromium) {
    forms = FormFixture.over(redis, chromium);
  }

  @AfterEach
  void close() {
    forms.close();
  }

  @Test
  void formAsWordPressHasIt_underAStrictPolicy_handsCommentsIn_inThePagesLanguage() {
    Page page = open("de", "", WORDPRESS);
    page.fill("#comment", KIND);
    page.fill("#author", "Ada");
    page.fill("#email", "ada@example.org");
    page.click("#submit");

    assertThat(page.locator("[role=status]")).hasText("Danke. Ihr Kommentar ist veröffentlicht.");
    assertThat(forms.posted).isEmpty();
    JsonObject comment =
        forms
            .call("GET", "/v1/comments/" + forms.ids().get(0) + "/review", new JsonObject())
            .getJsonObject("comment");
    assertThat(comment.getString("text")).isEqualTo(KIND);
    assertThat(comment.getJsonObject("author").getString("name")).isEqualTo("Ada");
    assertThat(comment.getJsonObject("article"))
        .isEqualTo(
            new JsonObject()
                .put("id", "7")
                .put("url", "https://news.example/a/7")
                .put("title", "Why the bridge was closed"));
    assertThat(comment.getJsonObject("parent").getString("id")).isEqualTo("41");
  }

  @Test
  void robotsTraps_areInTheForm_andCount() {
    forms.policy("rules: {honeypot: {verdict: reject}, typing: {minSeconds: 3600, verdict: hold}}");
    Page page = open("es", "", WORDPRESS);
    page.fill("#comment", KIND);
    page.click("#submit");
    assertThat(page.locator("[role=status]")).containsText("espera la moderación");
    assertThat(page.locator("[name=replyguard_hp]")).hasAttribute("tabindex", "-1");
    page.evaluate("document.querySelector('[name=replyguard_hp]').value = 'pills'");
    page.fill("#comment", "Another one.");
    page.click("#submit");
    assertThat(page.locator("[role=alert]")).containsText("no se publica");
  }

  @Test
  void nudgeMode_asks_andLetsTheFormGoItsOwnWay() {
    Page page = open("en", "data-mode=\"nudge\"", WORDPRESS);
    page.fill("#comment", RUDE);
    page.click("#submit");
    assertThat(page.locator(".replyguard-nudge mark")).hasText("idiots");
    assertThat(forms.posted).isEmpty();
    page.getByText("Post it as it is").click();

    await().atMost(Duration.ofMinutes(1)).until(() -> forms.posted.size() == 1);
    assertThat(forms.posted.get(0))
        .contains("comment=The+council", "comment_post_ID=7")
        .containsPattern("replyguard_id=[0-9a-f]{32}")
        .containsPattern("replyguard_typing=\\d+");
    assertThat(forms.recorded()).isZero();
  }

  @Test
  void nudgeMode_whileTheServiceIsAway_formGoesAsIfTheScriptWasNotThere() {
    Page page = open("en", "data-mode=\"nudge\"", WORDPRESS);
    page.route("**/v1/comments:nudge", Route::abort);
    page.fill("#comment", RUDE);
    page.click("#submit");

    await().atMost(Duration.ofMinutes(1)).until(() -> forms.posted.size() == 1);
    assertThat(forms.posted.get(0)).contains("comment=The+council");
  }

  @Test
  void scriptThatCannotBeLoaded_formGoesItsOwnWay() {
    Page page = forms.reader(new Browser.NewContextOptions());
    page.route("**/site/replyguard.js", Route::abort);
    open(page, "en", "", WORDPRESS);
    page.fill("#comment", KIND);
    page.click("#submit");

    await().atMost(Duration.ofMinutes(1)).until(() -> forms.posted.size() == 1);
  }

  @Test
  void fieldsOfOtherNames_areFound() {
    Page page =
        open(
            "en",
            "data-form=\"#say\" data-field-text=\"words\" data-field-name=\"who\" data-nudge=\"off\""
                + " data-article=\"a-9\"",
            """
            <form id="say" action="/post" method="post">
              <label>Words <textarea name="words"></textarea></label>
              <label>Who <input name="who"></label> <button id="submit">Send</button>
            </form>
            """);
    page.fill("[name=words]", RUDE);
    page.fill("[name=who]", "Jo");
    page.click("#submit");
    assertThat(page.locator("[role=alert]")).containsText("not published");
    page.fill("[name=words]", " ");
    page.click("#submit");
    assertThat(page.locator("[role=alert]")).hasText("Please check this field: Words.");
    assertThat(page.locator("[name=words]")).isFocused();
  }

  @Test
  void withoutJavaScript_theFormComesBackFromTheService() {
    Page page = forms.reader(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    open(
        page,
        "en",
        "",
        """
        <form action="%s/site/comments" method="post">
          <input type="hidden" name="replyguard_key" value="%s">
          <input type="hidden" name="replyguard_return" value="/a/7#replyguard">
          <textarea name="comment" id="comment"></textarea> <button id="submit">Send</button>
        </form>
        """);
    page.fill("#comment", KIND);
    page.click("#submit");

    page.waitForURL(forms.otherOrigin() + "/a/7?replyguard=published#replyguard-published");
    assertThat(forms.recorded()).isOne();
  }

  @Test
  void outcomeInTheAddress_isSaid_andTakenOutOfIt() {
    Page page = forms.reader(new Browser.NewContextOptions());
    open(page, "en", "", WORDPRESS);
    page.navigate(forms.otherOrigin() + "/a/7?page=2&replyguard=waiting");
    assertThat(page.locator("[role=status]")).containsText("waits for a moderator");
    assertThat(page.url()).isEqualTo(forms.otherOrigin() + "/a/7?page=2");
    page.navigate(forms.otherOrigin() + "/a/7?replyguard=%3Cimg%20src=x%20onerror=xss(1)%3E");
    assertThat(page.locator("[role=alert]"))
        .hasText("Your comment has not been taken. Please send it again.");
  }

  private static final String WORDPRESS =
      """
      <form action="/post" method="post" id="commentform" class="comment-form" novalidate>
        <p class="comment-form-comment"><label for="comment">Comment <span>*</span></label>
          <textarea id="comment" name="comment" cols="45" rows="8" required></textarea></p>
        <p><label for="author">Name</label> <input id="author" name="author" type="text"></p>
        <p><label for="email">Email</label> <input id="email" name="email" type="email"></p>
        <p><label for="url">Website</label> <input id="url" name="url" type="url"></p>
        <p class="form-submit"><input name="submit" type="submit" id="submit" value="Post Comment">
          <input type="hidden" name="comment_post_ID" value="7">
          <input type="hidden" name="comment_parent" value="41"></p>
      </form>
      """;

  private Page open(String language, String attributes, String form) {
    Page page = forms.reader(new Browser.NewContextOptions());
    open(page, language, attributes, form);
    return page;
  }

  private void open(Page page, String language, String attributes, String form) {
    String key = forms.keyOfOther();
    forms.serve(
        "default-src 'none'; script-src %1$s; connect-src %1$s; form-action 'self' %1$s;"
                .formatted(forms.url())
            + " require-trusted-types-for 'script'; trusted-types 'none'",
        """
        <!doctype html><html lang="%s"><head><meta charset="utf-8">
        <title>Why the bridge was closed</title><link rel="canonical" href="https://news.example/a/7">
        <script src="%s/site/replyguard.js" data-key="%s" %s defer></script></head>
        <body>%s</body></html>
        """
            .formatted(
                language,
                forms.url(),
                key,
                attributes,
                form.contains("%s") ? form.formatted(forms.url(), key) : form));
    page.navigate(forms.otherOrigin() + "/a/7");
  }
}
