package dev.replyguard.training.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Split;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionalSuiteTest {
  @Test
  void cases_toReportOn_areFifteenHundredOrMore() {
    assertThat(FunctionalSuite.cases(Split.REPORT)).hasSizeGreaterThanOrEqualTo(1500);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void cases_eachTime_areTheSameAndEachOnce(Split split) {
    List<FunctionalCase> cases = FunctionalSuite.cases(split);

    assertThat(FunctionalSuite.cases(split)).isEqualTo(cases);
    assertThat(cases).extracting(FunctionalCase::text).doesNotHaveDuplicates();
    assertThat(cases).noneMatch(made -> made.text().contains("{") || made.text().isBlank());
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void cases_holdBothKindsForEachIdentity(Split split) {
    List<FunctionalCase> cases = FunctionalSuite.cases(split);
    Set<String> identities =
        cases.stream().flatMap(made -> made.identity().stream()).collect(Collectors.toSet());

    assertThat(identities).hasSize(20);
    for (String identity : identities) {
      assertThat(cases)
          .filteredOn(made -> made.identity().filter(identity::equals).isPresent())
          .extracting(FunctionalCase::isPositive)
          .contains(true, false);
    }
  }

  @Test
  void templatesAndFillers_toTrainOnAndToReportOn_areApart() {
    CaseTemplates training = CaseTemplates.of(Split.TRAINING);
    CaseTemplates report = CaseTemplates.of(Split.REPORT);

    assertThat(texts(training)).doesNotContainAnyElementsOf(texts(report));
    assertThat(training.fillers()).doesNotContainAnyElementsOf(report.fillers());
    // An adjective such as "Hindu" has no other form; plurals and single members have.
    assertThat(training.identities(0)).doesNotContainAnyElementsOf(report.identities(0));
    assertThat(training.identities(1)).doesNotContainAnyElementsOf(report.identities(1));
  }

  @Test
  void texts_toTrainOnAndToReportOn_areApart() {
    Set<String> reported =
        FunctionalSuite.cases(Split.REPORT).stream()
            .map(made -> made.text().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(new HardNegatives().comments(1, Split.TRAINING))
        .extracting(comment -> comment.text().toLowerCase(Locale.ROOT))
        .doesNotContainAnyElementsOf(reported);
  }

  @Test
  void hardNegatives_areThousands_inTrainingFolds_withBothKindsOfEachWord() {
    List<LabelledComment> comments = new HardNegatives().comments(7, Split.TRAINING);

    assertThat(comments.stream().map(LabelledComment::text).distinct().count()).isGreaterThan(4000);
    assertThat(comments).allMatch(comment -> comment.fold() >= 0 && comment.fold() <= 7);
    for (String word : List.of("Muslim", "gay", "idiot", "scum", "kill")) {
      assertThat(comments).anyMatch(comment -> comment.text().contains(word) && comment.isClean());
      assertThat(comments)
          .anyMatch(comment -> comment.text().contains(word) && comment.labels()[0] == 1);
    }
  }

  @Test
  void hardNegatives_ofOneSeed_areTheSame() {
    assertThat(new HardNegatives().comments(3, Split.TRAINING))
        .extracting(LabelledComment::text)
        .containsExactlyElementsOf(
            new HardNegatives()
                .comments(3, Split.TRAINING).stream().map(LabelledComment::text).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "a template without heading; line 1: a heading",
        "[x]; line 1: a label expected",
        "[x rude=1]; line 1: no label: rude",
        "@slot one | two; line 1: a colon expected",
        "@identity x: one | two; line 1: three forms",
        "[x insult=1]~You {thing}.; line 2: nothing fills the slot thing",
      })
  void read_faultyLine_isNamed(String file, String message) {
    BufferedReader lines = new BufferedReader(new StringReader(file.replace('~', '\n')));

    assertThatThrownBy(() -> CaseTemplates.read("cases.txt", lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cases.txt, " + message);
  }

  private static List<String> texts(CaseTemplates templates) {
    return templates.templates().stream().map(CaseTemplates.Template::text).toList();
  }
}
