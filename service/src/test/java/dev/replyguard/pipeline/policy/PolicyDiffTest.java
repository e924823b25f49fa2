package dev.replyguard.pipeline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.policy.PolicyFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {

  @Test
  void between_sameDocuments_nothing() {
    assertThat(diff("a: [1, {b: 2}]", "a: [1, {b: 2}]").changes()).isEmpty();
    assertThat(diff("a: 1", "a: 1.0").changes()).as("one number").isEmpty();
  }

  @Test
  void between_fields_addedRemovedAndChanged() {
    assertThat(
            diff(
                    "stages: {rules: shadow}\nthresholds: {insult: {hold: 0.5}}",
                    "stages: {rules: enforce, lists: shadow}")
                .changes())
        .containsExactly(
            new PolicyDiff.Change("stages.rules", "shadow", "enforce"),
            new PolicyDiff.Change("stages.lists", null, "shadow"),
            new PolicyDiff.Change("thresholds", Map.of("insult", Map.of("hold", 0.5)), null));
  }

  @Test
  void between_namedRules_areComparedByNameWhateverTheirOrder() {
    assertThat(
            diff(
                    "w: [{name: a, words: [x, y]}, {name: b, words: [z]}]",
                    "w: [{name: b, words: [z]}, {name: a, words: [y, q]}, {name: c}]")
                .changes())
        .containsExactly(
            new PolicyDiff.Change("w[a].words[]", "x", null),
            new PolicyDiff.Change("w[a].words[]", null, "q"),
            new PolicyDiff.Change("w[c]", null, Map.of("name", "c")));
  }

  @Test
  void between_veryManyChanges_isCutAndSaysSo() {
    StringBuilder words = new StringBuilder("w: [0");
    for (int i = 1; i <= PolicyDiff.MAX_CHANGES + 5; i++) {
      words.append(", ").append(i);
    }

    PolicyDiff.Result result = diff("w: []", words + "]");

    assertThat(result.changes()).hasSize(PolicyDiff.MAX_CHANGES);
    assertThat(result.complete()).isFalse();
  }

  @Test
  void between_listOfOtherThings_isOneChange() {
    assertThat(diff("w: [[1]]", "w: [[2]]").changes())
        .containsExactly(new PolicyDiff.Change("w", List.of(List.of(1)), List.of(List.of(2))));
  }

  private static PolicyDiff.Result diff(String before, String after) {
    return PolicyDiff.between(
        PolicyTree.parse(before, PolicyFormat.YAML), PolicyTree.parse(after, PolicyFormat.YAML));
  }
}
