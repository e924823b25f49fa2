package dev.replyguard.training.excerpt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExcerptsTest {
  private static final List<Integer> FOLDS = List.of(0, 1);
  private static final int COMMENTS = 2000;

  @Test
  void sentencesThatNameAnIdentity_areThereWithAnotherOne_andHalfOfThemAsTheyAre() {
    List<LabelledComment> excerpts = made(7, "Number %d is here. The women there number %d.", 0, 0);

    assertThat(count(excerpts, "The women there number \\d+\\."))
        .isBetween(COMMENTS * 45L / 100, COMMENTS * 6L / 10);
    assertThat(count(excerpts, "The [\\w ]+ there number \\d+\\."))
        .isGreaterThan(COMMENTS * 14L / 10);
    assertThat(count(excerpts, "The gay people there number \\d+\\.")).isPositive();
  }

  @Test
  void moreSentencesAreTakenOfAbuseThanOfOthers() {
    String text = "Number %d is here.\nThere is number %d.";
    String sentence = "Number \\d+ is here\\.|There is number \\d+\\.";

    assertThat(count(made(7, text, 0, 1), sentence))
        .isBetween(COMMENTS * 65L / 100, COMMENTS * 75L / 100);
    assertThat(count(made(7, text, 0, 0), sentence))
        .isBetween(COMMENTS * 4L / 100, COMMENTS * 8L / 100);
  }

  @Test
  void nobodyHasLabelledThem_andTheyAreInTheFoldOfTheirComment() {
    List<LabelledComment> excerpts = made(7, "Number %d is here. The women there.", 1, 1);

    assertThat(excerpts)
        .isNotEmpty()
        .allSatisfy(
            excerpt -> {
              assertThat(Label.ALL).noneMatch(excerpt::isLabelled);
              assertThat(excerpt.fold()).isEqualTo(1);
            });
  }

  @Test
  void ofFoldsThatAreNotTrainedOn_nothingIsTaken() {
    assertThat(made(7, "Number %d is here. The women there.", 9, 1)).isEmpty();
  }

  @Test
  void aCommentOfOneSentence_isNotThereAgain() {
    assertThat(made(7, "Number %d is here", 0, 1)).isEmpty();
  }

  @Test
  void eachTextIsThereOnce_byAnIdOfItsOwn_neitherLongNorASingleWord() {
    String longOne = "the women of " + "the village ".repeat(40);
    List<LabelledComment> excerpts =
        made(7, "Women! The women there number %d. Women! " + longOne + ".", 0, 1);

    Set<String> texts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (LabelledComment excerpt : excerpts) {
      assertThat(excerpt.text()).hasSizeBetween(8, 300).contains(" ");
      assertThat(texts.add(excerpt.text())).isTrue();
      assertThat(ids.add(excerpt.id())).isTrue();
    }
    assertThat(texts).isNotEmpty();
  }

  @Test
  void theSameSeed_givesTheSameOnes_andAnotherOneOthers() {
    String text = "Number %d is here. The women there number %d.";

    assertThat(texts(made(7, text, 0, 1))).isEqualTo(texts(made(7, text, 0, 1)));
    assertThat(texts(made(8, text, 0, 1))).isNotEqualTo(texts(made(7, text, 0, 1)));
  }

  @Test
  void theIdFollowsFromTheText() {
    LabelledComment first = made(7, "The women there number %d. ", 0, 0).get(0);

    assertThat(made(9, first.text() + " Number %d.", 0, 0))
        .filteredOn(other -> other.text().equals(first.text()))
        .extracting(LabelledComment::id)
        .containsExactly(first.id());
  }

  private static List<String> texts(List<LabelledComment> comments) {
    return comments.stream().map(LabelledComment::text).toList();
  }

  private static long count(List<LabelledComment> comments, String pattern) {
    return comments.stream().filter(comment -> comment.text().matches(pattern)).count();
  }

  /** The excerpts of comments that differ by a number, all labelled the same. */
  private static List<LabelledComment> made(long seed, String text, int fold, float label) {
    Excerpts excerpts = new Excerpts(seed, FOLDS);
    for (int i = 0; i < COMMENTS; i++) {
      excerpts.add(comment("c" + i, text.replace("%d", Integer.toString(i)), fold, label));
    }
    return excerpts.comments();
  }

  private static LabelledComment comment(String id, String text, int fold, float label) {
    float[] labels = new float[Label.ALL.size()];
    Arrays.fill(labels, label);
    return new LabelledComment(id, text, labels, fold, "test", "", 1);
  }
}
