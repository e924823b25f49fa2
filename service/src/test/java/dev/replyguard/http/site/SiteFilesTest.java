package dev.replyguard.http.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SiteFilesTest {
  /** What every visitor of every site's page has to load. */
  private static final int MOST_BYTES = 6 * 1024;

  @Test
  void script_staysSmall() {
    assertThat(Asset.ofSites("replyguard.js").file().gzip().length())
        .isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void scripts_makeNoMarkupOfText() {
    for (String name : List.of("replyguard.js", "demo.js")) {
      assertThat(Asset.own(name).file().text())
          .as(name)
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "srcdoc");
    }
  }

  @Test
  void messages_areThereInEveryLanguage() {
    String script = Asset.own("replyguard.js").file().text();
    List<List<String>> names =
        List.of("en", "de", "es").stream()
            .map(language -> block(script, language))
            .map(SiteFilesTest::names)
            .toList();

    assertThat(names.get(0)).hasSizeGreaterThan(15);
    assertThat(names.get(1)).isEqualTo(names.get(0));
    assertThat(names.get(2)).isEqualTo(names.get(0));
  }

  @Test
  void demo_hasNeitherScriptNorStyleInItself() {
    assertThat(Asset.own("demo.html").file().text())
        .doesNotContain("<style", " style=", "javascript:")
        .doesNotContainPattern("<script(?![^>]* src=)[^>]*>[^<]")
        .doesNotContainPattern(" on[a-z]+=")
        .containsOnlyOnce("{comments}");
  }

  @Test
  void text_standsForItself() {
    assertThat(DemoTemplate.text("<b a='1' c=\"2\">&amp;</b>\u0000\u0007\n\ud83d\ude00"))
        .isEqualTo(
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;&lt;/b&gt;\ufffd\ufffd\n\ud83d\ude00");
  }

  @Test
  void comment_thatNamesAMarkOfThePage_isNotFilled() {
    assertThat(DemoTemplate.read().filled(List.of())).doesNotContain("{comments}");
  }

  private static String block(String script, String language) {
    int start = script.indexOf("    " + language + ": {");
    return script.substring(start, script.indexOf("    },", start));
  }

  private static List<String> names(String block) {
    Matcher matcher = Pattern.compile("(\\w+): \"").matcher(block);
    return matcher.results().map(found -> found.group(1)).toList();
  }
}
