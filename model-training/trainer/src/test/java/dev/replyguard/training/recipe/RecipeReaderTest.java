package dev.replyguard.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeReaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsWhatIsThereAndFillsInDefaults() throws IOException {
    Recipe recipe = RecipeReader.read(TestData.writeRecipe(folder.resolve("r.yaml")));

    assertThat(recipe.name()).isEqualTo("test-1");
    assertThat(recipe.date()).hasToString("2026-01-31");
    assertThat(recipe.assumedRate(Label.SPAM)).isEqualTo(0.01);
    assertThat(recipe.training().costOf(Label.SPAM)).isEqualTo(1.0);
    SourceSettings source = recipe.sources().get(0);
    assertThat(source.weightOf(Label.INSULT)).isEqualTo(1.0);
    assertThat(source.assumedWeightOf(Label.SPAM)).isZero();
    assertThat(recipe.reports()).isEmpty();
  }

  @Test
  void theShippedRecipeIsValid() throws IOException {
    Recipe recipe = RecipeReader.read(Path.of("../recipes/replyguard-en.yaml"));

    assertThat(recipe.sources()).extracting(SourceSettings::licence).doesNotContain("unknown");
    assertThat(recipe.sources())
        .extracting(SourceSettings::file)
        .doesNotContain(
            "news-unhealthy",
            "hate-ethos",
            "hate-stormfront",
            "insults-impermium",
            "tweets-olid",
            "tweets-hateval",
            "spam-blog",
            "chat-gametox",
            "chat-conda",
            "jigsaw-test",
            "jigsaw-test-2");
    assertThat(recipe.folds().train()).doesNotContain(8, 9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cost: 1 | cost: 0 | 22 | training.cost: above 0 expected, got 0.0",
        "mantissaBits: 8 | mantissaBits: 24 | 25 | training.mantissaBits: 1 to 23 expected, got 24",
        "tolerance: 0.01 | 'tolerance: 0.01\n  biasValue: 0' | 24 | training.biasValue: above 0 expected, got 0.0",
        "tolerance: 0.01 | 'tolerance: 0.01\n  sourceValue: -1' | 24 | training.sourceValue: 0 or more"
            + " expected, got -1.0",
        "cost: 1 | cost: cheap | 22 | training.cost: a number expected, got \"cheap\"",
        "cost: 1 | cost: [1, 2] | 22 | training.cost: a number expected, got a list",
        "minDocuments: 2 | minDocuments: 2.5 | 18 | training.minDocuments: a whole number expected",
        "unitLength: true | unitLength: 1 | 15 | features.unitLength: true or false expected",
        "languages: [en] | languages: en | 3 | languages: a list expected, got \"en\"",
        "seed: 5 | seed: | 5 | seed: is missing",
        "tune: 8 | tune: 7 | 26 | folds: some to train on, and two others",
        "tune: 8 | tune: 9 | 26 | folds.tune: 0 to 8 expected, got 9",
        "[0, 1, 2, 3 | [0, -1, 2, 3 | 26 | folds.train: 0 to 8 expected, got -1",
        "cleanWeight: 1.5 | cleanWeight: 0 | 34 | sources.comments.cleanWeight: above 0",
        "natural: ALL | natural: All | 35 | sources.comments.natural: one of NONE, ALL expected,"
            + " got \"All\"; did you mean ALL?",
        "spam: 1} | spum: 1} | 33 | sources.comments.labels.spum: no label is called \"spum\"; did you"
            + " mean spam?",
        "spam: 1} | spam: -1} | 33 | sources.comments.labels.spam: above 0",
        "date: 2026-01-31 | date: yesterday | 4 | date: a date as 2026-01-31 expected",
        "hashBits: 14 | hashBits: 40 | 8 | features.hashBits: 8 to 24 expected, got 40",
        "structure: [LENGTH] | structure: [LENGHT] | 16 | features.structure.0: one of",
        "seed: 5 | sede: 5 | 5 | sede: no setting of this name is known; did you mean seed?",
        "  cost: 1 | 'cost: 1\n  cost: 2' | 23 | Duplicate field 'cost'",
        "cleanWeight: 1.5 | cleanweight: 1.5 | 34 | sources.comments.cleanweight: no setting of"
            + " this name is known; did you mean cleanWeight?",
        "name: test-1 | name: my_model | 1 | name: up to 64 letters, digits, dots and hyphens expected,"
            + " got \"my_model\"",
        "inverseDocumentFrequency: false | inverseDocumentFrequency: true | 14 |"
            + " features.inverseDocumentFrequency: false expected; training weighs by it (idfPower)",
        "file: comments | file: generated/obfuscated | 35 | sources.generated/obfuscated.natural: NONE"
            + " expected; what is made up has no natural rates",
        "file: comments | file: generated/excerpts | 31 | sources.generated/excerpts.labels: {}"
            + " expected; nobody but a teacher says anything of them",
        "name: test-1 | name: {test | 2 | while parsing a flow mapping: expected",
      })
  void namesTheSettingThatIsWrongAndItsLine(
      String found, String replacement, int line, String message) throws IOException {
    Path file = changed(found, replacement.replace("\\n", "\n"));

    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file + ", line " + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void namesASettingThatIsMissing() throws IOException {
    Path file = changed("  cost: 1\n", "");

    assertThatThrownBy(() -> RecipeReader.read(file))
        .hasMessage(file + ", line 17: training.cost: is missing");
  }

  @Test
  void tellsAllFaultsAtOnce() throws IOException {
    Path file = changed("seed: 5", "sede: 6");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("hashBits: 14", "hashBits: 40")
            .replace("cost: 1", "cost: -1")
            .replace("spam: 1}", "spam: many}"));

    assertThatThrownBy(() -> RecipeReader.read(file))
        .hasMessageStartingWith("5 faults, nothing was read but the recipe:")
        .hasMessageContaining("seed: is missing")
        .hasMessageContaining("line 5: sede: no setting of this name is known; did you mean seed?")
        .hasMessageContaining("line 8: features.hashBits: 8 to 24 expected, got 40")
        .hasMessageContaining("line 22: training.cost: above 0 expected, got -1.0")
        .hasMessageContaining("line 33: sources.comments.labels.spam: a number expected");
  }

  @Test
  void namesLabelsOfReportsThatThereAreNot() throws IOException {
    Path file = changed("natural: ALL", "natural: ALL\nreports:");
    Files.writeString(
        file, Files.readString(file) + "  - {file: other, labels: [toxic], weighted: true}\n");

    assertThatThrownBy(() -> RecipeReader.read(file))
        .hasMessageContaining("line 37: reports.other.labels.toxic: no label is called \"toxic\"");
  }

  @Test
  void refusesWhatIsNoYamlAndWhatIsNotThere() throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), "{ [");

    assertThatThrownBy(() -> RecipeReader.read(file)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> RecipeReader.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no such file");
  }

  @Test
  void refusesBytesThatAreNotUtf8AndNamesTheirLine() throws IOException {
    Path file =
        Files.write(
            folder.resolve("r.yaml"), new byte[] {'a', ':', '1', '\r', '\n', 'b', (byte) 0xE9});

    assertThatThrownBy(() -> RecipeReader.read(file))
        .hasMessage(file + ", line 2: UTF-8 expected, got the byte 0xE9 as byte 2 of the line");
  }

  private Path changed(String found, String replacement) throws IOException {
    Path file = TestData.writeRecipe(folder.resolve("r.yaml"));
    String recipe = Files.readString(file);
    assertThat(recipe).contains(found);
    return Files.writeString(file, recipe.replace(found, replacement));
  }
}
