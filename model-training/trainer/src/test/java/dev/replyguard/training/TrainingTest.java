package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.TribuoReference;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  @TempDir private Path folder = Path.of("");
  private Recipe recipe;

  @BeforeEach
  void readRecipe() throws IOException {
    recipe = RecipeReader.read(TestData.writeRecipe(folder.resolve("recipe.yaml")));
  }

  @Test
  void theSameRecipeAndDataGiveTheSameBytes() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 800);

    byte[] first = train().bundle().toBytes();
    byte[] second = train().bundle().toBytes();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void otherDataGivesOtherBytes() throws IOException {
    Path file = TestData.write(folder.resolve("comments.csv"), 800);
    byte[] first = train().bundle().toBytes();
    Files.writeString(file, Files.readString(file).replaceFirst("garden", "flower"));

    assertThat(train().bundle().toBytes()).isNotEqualTo(first);
  }

  @Test
  void theModelLearnsTheMadeUpLabels() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 1500);

    Training.Result result = train();

    assertThat(result.evaluation().figures())
        .filteredOn(figures -> figures.rows().equals("fold 9"))
        .hasSize(8)
        .allSatisfy(figures -> assertThat(figures.rocAuc()).isGreaterThan(0.97));
    assertThat(result.evaluation().figures())
        .extracting(Figures::rows)
        .contains("before pruning", "tuned on", "fold 9, natural rates");
    CommentClassifier classifier = CommentClassifier.of(read(result));
    String spam = "morning river " + TestData.marker(Label.SPAM) + " piano";
    assertThat(classifier.score(spam).get(Label.SPAM)).isGreaterThan(0.5f);
    assertThat(classifier.score(spam).get(Label.THREAT)).isLessThan(0.5f);
    assertThat(classifier.card().sources()).extracting(s -> s.rows()).containsExactly(1500L);
  }

  @Test
  void theClassifierAgreesWithTribuosPredict() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 800);
    assertParity(read(train()));
  }

  @Test
  void anAdditiveModel_learnsKeepsFrequentTokensAndAgreesWithTribuosPredict() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 1500);
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("version: 1", "version: 2")
            .replace("characterScope: WORD", "characterScope: TOKEN\n  respelledAs: 100")
            .replace(
                "structure: [LENGTH]",
                "structure: [LENGTH]\n  weighting:\n"
                    + "    {words: 1, characters: 0.7, structure: 0.1, normPower: 0.4,"
                    + " skipBigrams: true}"));
    recipe = RecipeReader.read(file);

    Training.Result result = train();

    assertThat(result.evaluation().figures())
        .filteredOn(figures -> figures.rows().equals("fold 9"))
        .allSatisfy(figures -> assertThat(figures.rocAuc()).isGreaterThan(0.97));
    ModelBundle bundle = read(result);
    assertThat(bundle.features()).isEqualTo(recipe.features());
    assertThat(bundle.frequentTokens()).contains("garden", TestData.marker(Label.SPAM));
    assertParity(bundle);
    CommentClassifier classifier = CommentClassifier.of(bundle);
    assertThat(classifier.logits("the gadren by morningriver"))
        .isEqualTo(classifier.logits("the garden by morning river"));
  }

  @Test
  void aModelWithNetworks_learnsTheOrderOfWordsAndGivesTheSameBytesTwice() throws IOException {
    writeOrdered(folder.resolve("comments.csv"), 2000);
    Path file = folder.resolve("recipe.yaml");
    TestData.addNetworks(file, 2);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("wordOrders: {min: 1, max: 2}", "wordOrders: {min: 1, max: 1}")
            .replace("characterScope: TOKEN", "characterScope: TOKEN\n  respelledAs: 100"));
    recipe = RecipeReader.read(file);

    Training.Result result = train();

    assertThat(result.bundle().toBytes()).isEqualTo(train().bundle().toBytes());
    ModelBundle bundle = read(result);
    assertParity(bundle);
    CommentClassifier classifier = CommentClassifier.of(bundle);
    assertThat(classifier.score("river morning piano bird").get(Label.SPAM))
        .isGreaterThan(0.6f)
        .isGreaterThan(classifier.score("morning river piano bird").get(Label.SPAM) + 0.3f);
  }

  @Test
  void generatedSources_areTrainedOnAndNamedInTheCard() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 800);
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            + """
              - file: generated/hard-negatives
                licence: Apache-2.0
                attribution: the authors of this program
                labels: {toxicity: 1, insult: 1}
              - file: generated/obfuscated
                licence: CC0-1.0
                attribution: as comments
                labels: {spam: 1}
              - file: generated/spam-comments
                licence: CC0-1.0
                attribution: the authors of this program
                labels: {spam: 0.1}
            """);
    recipe = RecipeReader.read(file);

    assertThat(read(train()).card().sources())
        .extracting(source -> source.name())
        .containsExactly(
            "comments",
            "generated/hard-negatives",
            "generated/obfuscated",
            "generated/spam-comments");
  }

  @Test
  void anUnknownGeneratedSource_isNamed() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 800);
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("file: comments", "file: generated/x")
            .replace("natural: ALL", "natural: NONE"));
    recipe = RecipeReader.read(file);

    assertThatThrownBy(this::train)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sources.generated/x: nothing of that name is generated");
  }

  /** The first two words in one order have every label, in the other none. */
  private static void writeOrdered(Path file, int rows) throws IOException {
    Random random = new Random(TestData.SEED);
    StringBuilder lines = new StringBuilder(TestData.header()).append("\r\n");
    for (int row = 0; row < rows; row++) {
      boolean positive = random.nextInt(4) == 0;
      lines.append("t").append(row).append(",");
      lines.append(positive ? "river morning" : "morning river").append(' ');
      lines.append(TestData.text(random));
      lines.append((positive ? ",1" : ",0").repeat(Label.ALL.size()));
      lines.append(",made-up,").append(random.nextInt(10)).append(",test\r\n");
    }
    Files.writeString(file, lines);
  }

  private static void assertParity(ModelBundle bundle) throws IOException {
    CommentClassifier classifier = CommentClassifier.of(bundle);
    TribuoReference reference = TribuoReference.of(bundle);
    Random random = new Random(TestData.SEED);

    for (int i = 0; i < 500; i++) {
      String text = TestData.text(random);
      double[] logits = classifier.logits(text);
      double[] probabilities = reference.probabilities(text);
      for (int label = 0; label < logits.length; label++) {
        assertThat(1 / (1 + Math.exp(-logits[label])))
            .as("text %d of seed %d", i, TestData.SEED)
            .isCloseTo(probabilities[label], within(1e-6));
      }
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(this::train)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("comments.csv.gz or comments.csv expected there");
  }

  @Test
  void aLabelWithoutPositivesIsNamed() throws IOException {
    Path file = TestData.write(folder.resolve("comments.csv"), 300);
    String noSpam = Files.readString(file).replaceAll("[01],made-up", "0,made-up");
    Files.writeString(file, noSpam);

    assertThatThrownBy(this::train)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("spam: rows with it and rows without it expected");
  }

  private Training.Result train() throws IOException {
    return new Training(recipe, folder, Progress.SILENT).run();
  }

  private static ModelBundle read(Training.Result result) throws IOException {
    return ModelBundle.read(new ByteArrayInputStream(result.bundle().toBytes()), "test");
  }
}
