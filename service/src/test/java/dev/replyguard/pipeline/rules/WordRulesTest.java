package dev.replyguard.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.WordList;
import dev.replyguard.store.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goose         | What a silly Goose.            | Goose",
        "goose         | the goose's garden             | goose",
        "goose         | goose_feather                  | goose",
        "goose         | geese and mongoose             | ''",
        "goose*        | Goosebumps, goose!             | Goosebumps,goose",
        "*goose        | a mongoose                     | mongoose",
        "*goose*       | mongooses                      | mongooses",
        "g??se         | geese and goose and guise      | geese,goose,guise",
        "g??se         | gse                            | ''",
        "silly goose   | silly  goose, silly-goose      | silly  goose,silly-goose",
        "silly goose   | silly old goose                | ''",
        "silly goose   | a silly. But goose             | ''",
        "don't         | I don’t know, I don't          | don’t,don't",
        "$$$           | earn $$$ now                   | $$$",
        "c++           | I like C++ and c               | C++",
        "@goose        | ask @goose, not a goose        | @goose",
        "f\\*ck        | f*ck, flock                    | f*ck",
        "naïve         | NAÏVE                          | NAÏVE",
        "гусь          | ГУСЬ!                          | ГУСЬ",
      })
  void examine_asWritten_wholeWordsWildcardsAndPhrases(String word, String text, String found) {
    assertThat(texts(list(false, word), text)).isEqualTo(split(found));
  }

  @Test
  void examine_emojiOfTwoUnits_isFoundWhereItStands() {
    Reason reason = examine(list(false, "\uD83E\uDD86"), "a duck \uD83E\uDD86!").get(0);

    assertThat(reason.matches()).containsExactly(new Match("\uD83E\uDD86", 7, 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idiot    | you 1d10t               | 1d10t",
        "idiot    | you i d i o t           | i d i o t",
        "idiot    | you ｉｄｉｏｔ               | ｉｄｉｏｔ",
        "idiot    | you idіot               | idіot",
        "idiot*   | you 1d10ts              | 1d10ts",
        "idiot    | you are fine            | ''",
      })
  void examine_disguised_isFoundWithTheOffsetsOfWhatWasWritten(
      String word, String text, String found) {
    assertThat(texts(list(true, word), text)).isEqualTo(split(found));
    assertThat(texts(list(false, word), text)).as("not where disguises are kept").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I live in Scunthorpe.",
        "SCUNTHORPE!",
        "a penistone and Scunthorpe road map",
        "Birmingham and Scunthorpe",
        "S c u n t h o r p e"
      })
  void examine_exceptions_neverMatch(String text) {
    WordList list =
        new WordList(
            "test",
            List.of("*cunt*", "*ham", "*penis*"),
            List.of("Birmingham", "penistone"),
            Set.of(Field.TEXT),
            true,
            Comments.HOLD);

    assertThat(new WordRules(List.of(list), List.of("Scunthorpe")).examine(Comments.text(text)))
        .isEmpty();
  }

  @Test
  void examine_exceptionOfOneList_holdsForThatListOnly() {
    WordList strict = list("strict", List.of("goose*"), List.of());
    WordList lenient = list("lenient", List.of("goose*"), List.of("gooseberry"));

    List<Reason> reasons =
        new WordRules(List.of(strict, lenient), List.of())
            .examine(Comments.text("a gooseberry and a goose"));

    assertThat(reasons).extracting(Reason::rule).containsExactly("words.strict", "words.lenient");
    assertThat(reasons.get(0).matches())
        .extracting(Match::text)
        .containsExactly("gooseberry", "goose");
    assertThat(reasons.get(1).matches()).extracting(Match::text).containsExactly("goose");
  }

  @Test
  void examine_phraseAsException_coversTheWordWithin() {
    WordList list = list("test", List.of("goose"), List.of("mother goose"));

    assertThat(texts(list, "Mother Goose and the goose")).containsExactly("goose");
  }

  @Test
  void examine_wordWrittenPlainlyAndFoundTwice_isToldOnce() {
    assertThat(texts(list(true, "goose", "goo*", "*ose"), "a goose")).containsExactly("goose");
  }

  @Test
  void examine_reason_saysListVerdictMatchesAndOffsets() {
    WordList list =
        new WordList(
            "birds",
            List.of("goose"),
            List.of(),
            Set.of(Field.TEXT),
            true,
            new Action(Verdict.REJECT, EnforcementMode.SHADOW));

    Reason reason =
        new WordRules(List.of(list), List.of()).examine(Comments.text("goose, goose")).get(0);

    assertThat(reason.stage()).isEqualTo(Stage.RULES);
    assertThat(reason.rule()).isEqualTo("words.birds");
    assertThat(reason.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(reason.shadow()).isTrue();
    assertThat(reason.message()).isEqualTo("Word list birds: 2 matches");
    assertThat(reason.matches())
        .containsExactly(new Match("goose", 0, 5), new Match("goose", 7, 12));
  }

  @Test
  void examine_authorsName_isLookedAtWhereAsked() {
    WordList list =
        new WordList(
            "names",
            List.of("cheap pills"),
            List.of(),
            Set.of(Field.AUTHOR_NAME),
            true,
            Comments.HOLD);
    CommentView comment =
        Comments.view(
            "No cheap pills here",
            new Author(null, "Cheap Pills", null, null, null, null),
            Article.UNKNOWN,
            Form.UNKNOWN,
            Facts.UNKNOWN);

    assertThat(new WordRules(List.of(list), List.of()).examine(comment).get(0).matches())
        .containsExactly(new Match(Field.AUTHOR_NAME, "Cheap Pills", 0, 11));
  }

  @Test
  void examine_veryManyMatches_tellsTheFirstTwenty() {
    Reason reason = examine(list(false, "goose"), "goose ".repeat(500)).get(0);

    assertThat(reason.matches()).hasSize(Reasons.MAX_MATCHES);
    assertThat(reason.message()).contains("500 matches");
  }

  @Test
  void examine_randomWordsAndGlobs_asARegularExpressionWould() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> globs = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        globs.add(glob(random));
      }
      String text = sentence(random);
      List<String> expected = new ArrayList<>();
      for (String word : text.split(" ", -1)) {
        if (globs.stream().anyMatch(glob -> Pattern.matches(asRegex(glob), word))) {
          expected.add(word);
        }
      }

      WordList list = list(false, globs.toArray(String[]::new));
      assertThat(texts(list, text))
          .as("seed %d, round %d: %s in %s", seed, round, globs, text)
          .isEqualTo(expected.subList(0, Math.min(expected.size(), Reasons.MAX_MATCHES)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'  '  | a word expected, got nothing that can be seen",
        "*     | a letter or digit expected beside wildcards",
        "a ?*  | a letter or digit expected beside wildcards",
      })
  void complaintAboutWord_saysWhatWasExpected(String entry, String message) {
    assertThat(RuleSyntax.complaintAboutWord(entry)).contains(message);
  }

  private static String glob(Random random) {
    StringBuilder glob = new StringBuilder();
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      glob.append("ab*?".charAt(random.nextInt(4)));
    }
    return glob.append("ab".charAt(random.nextInt(2))).toString();
  }

  private static String asRegex(String glob) {
    return glob.replace("*", "[ab]*").replace("?", "[ab]");
  }

  private static String sentence(Random random) {
    StringBuilder text = new StringBuilder("a");
    for (int i = 0; i < 60; i++) {
      text.append(random.nextInt(5) == 0 ? " a" : "ab".charAt(random.nextInt(2)));
    }
    return text.toString();
  }

  private static WordList list(boolean disguised, String... words) {
    return new WordList(
        "test", List.of(words), List.of(), Set.of(Field.TEXT), disguised, Comments.HOLD);
  }

  private static WordList list(String name, List<String> words, List<String> except) {
    return new WordList(name, words, except, Set.of(Field.TEXT), true, Comments.HOLD);
  }

  private static List<Reason> examine(WordList list, String text) {
    return new WordRules(List.of(list), List.of()).examine(Comments.text(text));
  }

  private static List<String> texts(WordList list, String text) {
    return examine(list, text).stream()
        .flatMap(reason -> reason.matches().stream())
        .map(Match::text)
        .toList();
  }

  private static List<String> split(String found) {
    return found.isEmpty() ? List.of() : Arrays.asList(found.split(",", -1));
  }
}
