package dev.replyguard.training.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.text.TextNormalizer;
import dev.replyguard.training.TestData;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.perturbation.RobustnessEvaluation.Texts;
import dev.replyguard.training.perturbation.RobustnessResults.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobustnessEvaluationTest {
  private static final List<Integer> FOLDS = List.of(0, 1, 2, 3, 4, 5);
  private static final String TEXT = "You are such a stupid idiot, go kill that dog";

  /** Where nothing is lost, so that a model that knows the words must find them all. */
  private static final Set<Perturbation> UNDONE =
      EnumSet.of(
          Perturbation.HOMOGLYPHS,
          Perturbation.ZERO_WIDTH,
          Perturbation.COMBINING_MARKS,
          Perturbation.SPACED,
          Perturbation.DOTTED,
          Perturbation.URL_ENCODED,
          Perturbation.HTML_ESCAPED);

  @ParameterizedTest
  @EnumSource(Perturbation.class)
  void perturb_sameSeed_isTheSame_andChangesTheText(Perturbation kind) {
    for (Split split : Split.values()) {
      TextPerturber perturber = TextPerturber.of(split);
      boolean changed = false;
      for (int seed = 0; seed < 10; seed++) {
        String once = perturber.perturb(TEXT, kind, new Random(seed));
        assertThat(perturber.perturb(TEXT, kind, new Random(seed))).isEqualTo(once);
        changed |= !once.equals(TEXT);
      }
      assertThat(changed).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Perturbation.class)
  void perturb_textWithoutLetters_doesNotFail(Perturbation kind) {
    for (String text : List.of("", "12 + 3 = 15", "\uD83D\uDE00", "a", "I", "\u0430\u0431")) {
      assertThat(TextPerturber.of(Split.REPORT).perturb(text, kind, new Random(1))).isNotNull();
    }
  }

  @Test
  void run_withANormaliserThatUndoesTheDisguise_keepsAllRecall() {
    List<String> toxic = new ArrayList<>();
    List<String> clean = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      toxic.add("well, you total idiot number " + i);
      clean.add(i == 0 ? "the word idiot once" : "have a good day " + i);
    }

    RobustnessResults results =
        RobustnessEvaluation.run(RobustnessEvaluationTest::byWord, new Texts(toxic, clean), 0.5);

    assertThat(results.recall()).isEqualTo(1);
    assertThat(results.falsePositives()).isEqualTo(0.02);
    assertThat(results.rows()).hasSize(Perturbation.values().length);
    for (Row row : results.rows()) {
      if (UNDONE.stream().anyMatch(kind -> kind.key().equals(row.perturbation()))) {
        assertThat(row.recallKept()).as(row.perturbation()).isEqualTo(1);
        assertThat(row.falsePositiveRise()).as(row.perturbation()).isZero();
      }
    }
  }

  @Test
  void texts_folderWithoutData_areMadeUp(@TempDir Path folder) throws IOException {
    Texts texts = Texts.of(folder);

    assertThat(texts.toxic()).hasSizeGreaterThan(100);
    assertThat(texts.clean()).hasSizeGreaterThan(100);
  }

  @Test
  void texts_ofOneFileThatIsNotCompressed_areNamedByIt(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("jigsaw-train-2.csv"),
        TestData.header()
            + "\r\na,you fool,1,0,0,0,0,0,0,0,made-up,9,test"
            + "\r\nb,thank you,0,0,0,0,0,0,0,0,made-up,9,test"
            + "\r\nc,thank you all,0,0,0,0,0,0,0,0,made-up,3,test\r\n");

    Texts texts = Texts.of(folder);

    assertThat(texts.name()).isEqualTo("jigsaw-train-2, fold 9");
    assertThat(texts.toxic()).containsExactly("you fool");
    assertThat(texts.clean()).containsExactly("thank you");
  }

  @Test
  void obfuscated_takesAShareOfTheTrainingFolds_andKeepsLabels() {
    List<LabelledComment> comments = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      float[] labels = new float[Label.ALL.size()];
      labels[0] = i % 2;
      comments.add(
          new LabelledComment("c" + i, TEXT + " " + i, labels, i % 10, "made-up", "", Float.NaN));
    }

    List<LabelledComment> disguised =
        new ObfuscatedComments(comments, 0.25, FOLDS).comments(5, Split.TRAINING);

    assertThat(disguised).hasSizeBetween(90, 190);
    assertThat(disguised)
        .allMatch(comment -> FOLDS.contains(comment.fold()) && !comment.text().equals(TEXT));
    assertThat(disguised)
        .allMatch(c -> c.labels()[0] == Integer.parseInt(c.id().replaceAll("\\D", "")) % 2);
    assertThat(new ObfuscatedComments(comments, 0.25, FOLDS).comments(5, Split.TRAINING))
        .extracting(LabelledComment::text)
        .containsExactlyElementsOf(disguised.stream().map(LabelledComment::text).toList());
  }

  @Test
  void obfuscated_impossibleShare_isRefused() {
    assertThatThrownBy(() -> new ObfuscatedComments(List.of(), 0, FOLDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("share");
  }

  private static Scores byWord(String text) {
    float[] scores = new float[Label.ALL.size()];
    boolean found = TextNormalizer.normalize(text).toString().contains("idiot");
    Arrays.fill(scores, found ? 1 : 0);
    return Scores.of(scores);
  }
}
