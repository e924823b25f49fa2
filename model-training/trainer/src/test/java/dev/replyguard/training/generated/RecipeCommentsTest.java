package dev.replyguard.training.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.training.TestData;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.recipe.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeCommentsTest {
  @TempDir private Path folder = Path.of("");
  private Path recipeFile = Path.of("");

  @BeforeEach
  void writeRecipe() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 400);
    recipeFile = TestData.writeRecipe(folder.resolve("recipe.yaml"));
  }

  @Test
  void anExcerpt_hasTheTeachersAnswerForItsOwnText() throws IOException {
    append("excerpts", "{}");
    Files.writeString(
        folder.resolve("comments.csv"),
        "x1,The women garden. No bread." + ",1".repeat(8) + ",s,0,t\r\n",
        StandardOpenOption.APPEND);
    List<LabelledComment> untaught = read("excerpts", TeacherAnswers.NONE);
    assertThat(untaught).isNotEmpty();
    LabelledComment first = untaught.get(0);

    List<LabelledComment> taught =
        read("excerpts", answers("generated/excerpts," + first.id() + ",0.0"));

    assertThat(taught.get(0).id()).isEqualTo(first.id());
    assertThat(taught.get(0).taught()[Label.TOXICITY.index()]).isEqualTo(0.5f);
    assertThat(taught.stream().skip(1))
        .allMatch(other -> Float.isNaN(other.taught()[Label.TOXICITY.index()]));
  }

  @Test
  void aCommentInDisguise_keepsTheAnswerForTheCommentItself() throws IOException {
    append("obfuscated", "{toxicity: 1}");
    List<String> lines = new ArrayList<>();
    for (LabelledComment comment : read("", TeacherAnswers.NONE)) {
      lines.add("comments," + comment.id() + ",0.0");
    }

    assertThat(read("obfuscated", answers(String.join("\r\n", lines))))
        .isNotEmpty()
        .allMatch(disguised -> disguised.taught()[Label.TOXICITY.index()] == 0.5f);
  }

  @Test
  void whatIsMade_isTheSameEachTime_andSoIsItsDigest() throws IOException {
    append("excerpts", "{}");
    Files.writeString(
        folder.resolve("comments.csv"),
        "x1,The women garden. No bread." + ",1".repeat(8) + ",s,0,t\r\n",
        StandardOpenOption.APPEND);
    Recipe recipe = RecipeReader.read(recipeFile);
    SourceSettings source = recipe.sources().get(1);
    RecipeComments once = new RecipeComments(recipe, folder);
    RecipeComments again = new RecipeComments(recipe, folder);

    assertThat(texts(again, source)).isEqualTo(texts(once, source)).isNotEmpty();
    assertThat(texts(once, source)).isEqualTo(texts(again, source));
    assertThat(once.sha256(source)).isEqualTo(again.sha256(source));
  }

  @Test
  void aNameThatNothingIsMadeBy_isRefused_beforeAnythingIsRead() throws IOException {
    append("excerpt", "{}");
    Recipe recipe = RecipeReader.read(recipeFile);
    RecipeComments comments = new RecipeComments(recipe, folder);

    assertThatThrownBy(() -> comments.size(recipe.sources()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "sources.generated/excerpt: nothing of that name is generated: excerpts,"
                + " hard-negatives, obfuscated, spam-comments expected");
  }

  private void append(String generated, String labels) throws IOException {
    Files.writeString(
        recipeFile,
        """
          - file: generated/%s
            licence: CC0-1.0
            attribution: nobody
            labels: %s
        """
            .formatted(generated, labels),
        StandardOpenOption.APPEND);
  }

  private TeacherAnswers answers(String lines) throws IOException {
    Path file =
        Files.writeString(folder.resolve("answers.txt"), "source,id,toxicity\r\n" + lines + "\r\n");
    return TeacherAnswers.read(file, TextFiles.sha256(file), List.of(Label.TOXICITY));
  }

  /** The comments of a generated source, or of the file. */
  private List<LabelledComment> read(String generated, TeacherAnswers answers) throws IOException {
    Recipe recipe = RecipeReader.read(recipeFile);
    SourceSettings source = recipe.sources().get(generated.isEmpty() ? 0 : 1);
    List<LabelledComment> comments = new ArrayList<>();
    new RecipeComments(recipe, folder, answers).forEach(source, comments::add);
    return comments;
  }

  private static List<String> texts(RecipeComments comments, SourceSettings source)
      throws IOException {
    List<String> texts = new ArrayList<>();
    comments.forEach(source, comment -> texts.add(comment.text()));
    return texts;
  }
}
