package dev.replyguard.training.spam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpamCommentsTest {
  /** Slots of common.txt: facts such as endings of addresses, which both splits share. */
  private static final Set<String> COMMON = commonSlots();

  @ParameterizedTest
  @EnumSource(Split.class)
  void comments_ofTheSameSeed_areTheSameAndEachOnce(Split split) {
    List<LabelledComment> comments = new SpamComments().comments(3, split);
    List<LabelledComment> again = new SpamComments().comments(3, split);

    assertThat(again.stream().map(LabelledComment::input).toList())
        .isEqualTo(comments.stream().map(LabelledComment::input).toList());
    assertThat(comments).extracting(LabelledComment::input).doesNotHaveDuplicates();
    assertThat(new SpamComments().comments(4, split).get(0).input())
        .isNotEqualTo(comments.get(0).input());
  }

  @Test
  void comments_toTrainOn_areThousandsOfBothKinds_inTrainingFolds_labelledForSpamAlone() {
    List<LabelledComment> comments = new SpamComments().comments(7, Split.TRAINING);

    assertThat(comments).filteredOn(c -> c.isPositive(Label.SPAM)).hasSizeGreaterThan(2500);
    assertThat(comments).filteredOn(c -> !c.isPositive(Label.SPAM)).hasSizeGreaterThan(2500);
    assertThat(comments)
        .allMatch(comment -> comment.fold() < 8)
        .allMatch(comment -> comment.isLabelled(Label.SPAM))
        .noneMatch(comment -> comment.isLabelled(Label.TOXICITY))
        .noneMatch(comment -> comment.text().isBlank());
    assertThat(new SpamComments().comments(7, Split.REPORT))
        .hasSizeGreaterThan(2000)
        .allMatch(comment -> comment.fold() == 9);
  }

  @Test
  void comments_bothKinds_comeWithAndWithoutAuthors() {
    List<LabelledComment> comments = new SpamComments().comments(7, Split.TRAINING);
    for (boolean spam : new boolean[] {true, false}) {
      List<LabelledComment> kind =
          comments.stream().filter(c -> c.isPositive(Label.SPAM) == spam).toList();

      assertThat(share(kind, c -> c.input().authorName() == null)).isBetween(0.2, 0.8);
      assertThat(share(kind, c -> c.input().authorUrl() != null)).isBetween(0.1, 0.5);
    }
  }

  private static double share(
      List<LabelledComment> comments, Predicate<LabelledComment> predicate) {
    return (double) comments.stream().filter(predicate).count() / comments.size();
  }

  @Test
  void templatesAndFillers_toTrainOnAndToReportOn_areApart() {
    CommentGrammar training = CommentGrammar.of(Split.TRAINING);
    CommentGrammar report = CommentGrammar.of(Split.REPORT);

    assertThat(templates(training)).doesNotContainAnyElementsOf(templates(report));
    assertThat(fillers(training)).doesNotContainAnyElementsOf(fillers(report));
    assertThat(training.kinds().stream().map(CommentKind::name))
        .doesNotContainAnyElementsOf(report.kinds().stream().map(CommentKind::name).toList());
  }

  @Test
  void texts_toTrainOnAndToReportOn_areApart() {
    Set<String> reported =
        new SpamComments()
            .comments(1, Split.REPORT).stream()
                .map(comment -> comment.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

    assertThat(new SpamComments().comments(1, Split.TRAINING))
        .extracting(comment -> comment.text().toLowerCase(Locale.ROOT))
        .doesNotContainAnyElementsOf(reported);
  }

  private static Set<String> templates(CommentGrammar grammar) {
    return grammar.kinds().stream()
        .flatMap(kind -> kind.texts().stream())
        .map(text -> text.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** All but those of slots that common.txt fills, and those that only name slots. */
  private static Set<String> fillers(CommentGrammar grammar) {
    Set<String> fillers = new LinkedHashSet<>();
    grammar
        .fillers()
        .forEach(
            (slot, values) -> {
              if (!COMMON.contains(slot)) {
                fillers.addAll(values);
              }
            });
    grammar.kinds().forEach(kind -> fillers.addAll(kind.keywords()));
    grammar.kinds().forEach(kind -> fillers.addAll(kind.authorNames()));
    fillers.removeIf(filler -> filler.replaceAll("\\{[^}]*\\}|[\\W\\d_]", "").isEmpty());
    return fillers;
  }

  /** The slots that both splits fill with the very same. */
  private static Set<String> commonSlots() {
    Map<String, List<String>> common =
        new LinkedHashMap<>(CommentGrammar.of(Split.TRAINING).fillers());
    common.entrySet().retainAll(CommentGrammar.of(Split.REPORT).fillers().entrySet());
    return common.keySet();
  }

  @Test
  void every_slotOfTheShippedGrammars_isFilledWithoutEnd() {
    for (Split split : Split.values()) {
      CommentGrammar grammar = CommentGrammar.of(split);
      for (CommentKind kind : grammar.kinds()) {
        for (String text : kind.texts()) {
          String filled = new Expansion(grammar, kind, new Random(5)).fill(text);
          assertThat(filled).isNotBlank();
          assertThat(Arrays.asList("{kw", "~lower}", "~title}")).noneMatch(filled::contains);
        }
      }
    }
  }
}
