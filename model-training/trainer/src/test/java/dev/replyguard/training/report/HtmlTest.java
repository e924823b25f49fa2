package dev.replyguard.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.replyguard.training.measuring.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void text_withMarkup_isEscapedAndWhatXmlForbidsIsReplaced() {
    String html =
        new Html()
            .element("p", "<script>\"a\" & 'b'</script>\u0000\uD800\u001B\uFFFE", "title", "\"><b>")
            .toString();

    assertThat(html)
        .isEqualTo(
            "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;"
                + "&lt;/script&gt;\uFFFD\uFFFD\uFFFD\uFFFD</p>");
  }

  @Test
  void mistakes_areHiddenUntilAskedForAndCut() {
    Html html = new Html();
    Mistake mistake =
        new Mistake("d", "row-1", "spam", 0.9f, false, "<b>tall</b> \u202E" + "tale ".repeat(300));

    MistakeSection.write(html, List.of(mistake));

    assertThat(html.toString())
        .contains(
            "<details class=\"mistakes\"><summary>spam", "<bdi>&lt;b&gt;tall", " \u2026</bdi>")
        .doesNotContain("<b>", "open=")
        .hasSizeLessThan(2_000);
  }

  @Test
  void toString_elementLeftOpen_isAFault() {
    assertThatIllegalStateException().isThrownBy(() -> new Html().open("p").toString());
  }

  @Test
  void table_asMarkdownAndText_alignsNumbersToTheRight() {
    Table table =
        new Table(
            "Things",
            List.of(Table.words("thing"), Table.number("count")),
            List.of(List.of("a|b", "5"), List.of("c", "")));

    assertThat(table.toMarkdown())
        .isEqualTo("| thing | count |\n| --- | ---: |\n| a\\|b | 5 |\n| c | |\n");
    assertThat(table.toText()).isEqualTo("thing  count\na|b        5\nc\n");
  }

  @Test
  void table_rowOfAnotherWidth_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Table("Things", List.of(Table.words("a")), List.of(List.of("b", "c"))))
        .withMessageStartingWith("Things: 1 cells a row expected, got 2");
  }
}
