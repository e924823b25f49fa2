package dev.replyguard.training.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentGrammarTest {
  @Test
  void expansion_fixedSlotsFormsAndChoices_areAsTheFormatSays() throws IOException {
    CommentGrammar grammar =
        grammar(
            """
            @=brand: Blue Bell
            @thing: {red|green} kite
              | old boat
            [sale 1]
            kw: cheap kites
            name: {kw~title} | -
            - {kw} by {brand~host} or {brand~hyphen}, \\{a\\|b\\}\\n{brand~upper} {kw}
            """);
    CommentKind kind = grammar.kinds().get(0);
    Expansion expansion = new Expansion(grammar, kind, new Random(1));

    assertThat(expansion.fill(kind.texts().get(0)))
        .isEqualTo("cheap kites by bluebell or blue-bell, {a|b}\nBLUE BELL cheap kites");
    assertThat(expansion.fill("{kw~title}")).isEqualTo("Cheap Kites");
    assertThat(expansion.fill("{thing}")).isIn("red kite", "green kite", "old boat");
    assertThat(kind.authorNames()).containsExactly("{kw~title}", "");
    assertThat(kind.isSpam()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "- no kind; test, line 1: a kind in brackets expected before its lines",
        "[a]; test, line 1: a name and 1 or 0 expected in brackets",
        "@slot; test, line 1: a colon expected after the name of a slot",
        "[a 1]|- {nothing}; nothing fills the slot nothing",
        "[a 1]|what: ever; test, line 2: kw:, name:, url:, title: or a hyphen expected",
        "@a: x|@a: y; test, line 2: the slot a is filled twice",
        "[a 1]|- {open; a closing brace expected in {open",
      })
  void read_faultyLine_isRefusedWithItsNumber(String lines, String message) {
    assertThatThrownBy(() -> grammar(lines.replace('|', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static CommentGrammar grammar(String lines) throws IOException {
    return CommentGrammar.read("test", new BufferedReader(new StringReader(lines)));
  }
}
