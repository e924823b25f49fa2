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
        "cost: 1 | cost: 0 | training.cost: above 0 expected, got 0.0",
        "mantissaBits: 8 | mantissaBits: 24 | training.mantissaBits: 1 to 23 expected, got 24",
        "seed: 5 | '' | seed: is missing",
        "cost: 1 | '' | training.cost: is missing",
        "tune: 8 | tune: 7 | folds: some to train on, and two others",
        "cleanWeight: 1.5 | cleanWeight: 0 | sources.comments.cleanWeight: above 0",
        "spam: 1} | scam: 1} | no label is called \"scam\"",
        "spam: 1} | spam: -1} | sources.comments.labels.spam: above 0",
        "date: 2026-01-31 | date: yesterday | date",
        "hashBits: 14 | hashBits: 40 | features.hashBits: 8 to 24 expected, got 40",
      })
  void namesTheSettingThatIsWrong(String found, String replacement, String message)
      throws IOException {
    Path file = TestData.writeRecipe(folder.resolve("r.yaml"));
    String recipe = Files.readString(file);
    assertThat(recipe).contains(found);
    Files.writeString(file, recipe.replaceFirst(found.replace("}", "\\}"), replacement));

    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesASettingThatNobodyKnows() throws IOException {
    Path file = TestData.writeRecipe(folder.resolve("r.yaml"));
    Files.writeString(file, Files.readString(file).replace("seed: 5", "seed: 5\nsede: 6"));

    assertThatThrownBy(() -> RecipeReader.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sede");
  }

  @Test
  void refusesWhatIsNoYamlAndWhatIsNotThere() throws IOException {
    Path file = Files.writeString(folder.resolve("r.yaml"), "{ [");

    assertThatThrownBy(() -> RecipeReader.read(file)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> RecipeReader.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no such file");
  }
}
