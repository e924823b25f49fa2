package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.data.TextFiles;
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

/**
 * Comments whose first two words in one order have every label, in the other none. In the folds
 * that are trained on their labels are drawn by lot, so that only the teacher, who is right, tells
 * anything.
 */
class TaughtTrainingTest {
  private static final int ROWS = 2000;

  @TempDir private Path folder = Path.of("");

  private final StringBuilder answers = new StringBuilder("source,id,toxicity,spam\r\n");

  @BeforeEach
  void writeComments() throws IOException {
    Random random = new Random(TestData.SEED);
    StringBuilder lines = new StringBuilder(TestData.header()).append("\r\n");
    for (int row = 0; row < ROWS; row++) {
      boolean positive = random.nextInt(4) == 0;
      int fold = random.nextInt(10);
      boolean label = fold < 8 ? random.nextInt(4) == 0 : positive;
      lines.append("t").append(row).append(',');
      lines.append(positive ? "river morning" : "morning river").append(' ');
      lines.append(TestData.text(random));
      lines.append((label ? ",1" : ",0").repeat(Label.ALL.size()));
      lines.append(",made-up,").append(fold).append(",test\r\n");
      String odds = positive ? "3.0" : "-3.0";
      answers.append("comments,t%d,%s,%s\r\n".formatted(row, odds, odds));
    }
    Files.writeString(folder.resolve("comments.csv"), lines);
  }

  @Test
  void networksLearnWhatTheTeacherSays_aboutTheLabelsItIsAskedAbout() throws IOException {
    Recipe recipe = recipe(1);

    byte[] bundle = train(recipe);

    assertThat(train(recipe)).isEqualTo(bundle);
    assertThat(gap(bundle, Label.SPAM)).isGreaterThan(0.3);
    assertThat(Math.abs(gap(bundle, Label.TOXICITY))).as("not asked about").isLessThan(0.1);
  }

  @Test
  void withoutAShareInTheTarget_labelsAloneCount() throws IOException {
    byte[] bundle = train(recipe(0));

    assertThat(Math.abs(gap(bundle, Label.SPAM))).isLessThan(0.1);
  }

  @Test
  void rowsThatNobodyLabelled_areTaughtAll() throws IOException {
    Path file = folder.resolve("comments.csv");
    Files.copy(file, folder.resolve("labelled.csv"));
    // What is labelled by lot has the labels alone; the same comments without them are taught.
    Files.writeString(
        file, Files.readString(file).replaceAll("(?:,[01]){8},made-up,([0-7])", ",,,,,,,,,m,$1"));
    Recipe recipe = recipe(0, "labelled");

    assertThat(gap(train(recipe), Label.SPAM)).isGreaterThan(0.3);
  }

  @Test
  void theTeachersAnswers_areNeededWhereTheRecipeNamesThem() throws IOException {
    Recipe recipe = recipe(1);

    assertThatThrownBy(() -> new Training(recipe, folder, Progress.SILENT).run())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("answers.csv: the answers of the recipe's teacher expected");
  }

  @Test
  void answersAboutOtherComments_areRefused() throws IOException {
    String others = answers.toString().replace("comments,t", "comments,u");
    answers.setLength(0);
    answers.append(others);
    Recipe recipe = recipe(1);

    assertThatThrownBy(() -> train(recipe))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("answers.csv: says nothing of any comment of the training folds");
  }

  private byte[] train(Recipe recipe) throws IOException {
    TeacherAnswers teacher =
        TeacherAnswers.read(
            folder.resolve("answers.csv"),
            recipe.teacher().sha256(),
            Label.ALL.stream().filter(recipe.teacher()::knows).toList());
    return new Training(recipe, folder, teacher, TrainingCache.none(), Progress.SILENT)
        .run()
        .bundle()
        .toBytes();
  }

  /** By how much the right order has a higher score. */
  private static double gap(byte[] bundle, Label label) throws IOException {
    CommentClassifier classifier =
        CommentClassifier.of(ModelBundle.read(new ByteArrayInputStream(bundle), "test"));
    return classifier.score("river morning piano bird").get(label)
        - classifier.score("morning river piano bird").get(label);
  }

  private Recipe recipe(double share, String... moreSources) throws IOException {
    Path table = Files.writeString(folder.resolve("answers.csv"), answers);
    Path file = TestData.writeRecipe(folder.resolve("recipe.yaml"));
    String recipe = Files.readString(file);
    String source = recipe.substring(recipe.indexOf("  - file: comments"));
    StringBuilder more = new StringBuilder();
    for (String name : moreSources) {
      more.append(source.replace("file: comments", "file: " + name));
    }
    // Without pairs of words the order is for the network alone to see.
    Files.writeString(
        file,
        recipe.replace("wordOrders: {min: 1, max: 2}", "wordOrders: {min: 1, max: 1}") + more);
    TestData.addTeacher(file, table, TextFiles.sha256(table), share);
    return RecipeReader.read(file);
  }
}
