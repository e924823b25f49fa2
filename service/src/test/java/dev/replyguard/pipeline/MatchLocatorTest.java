package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Match;
import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.model.Label;
import dev.replyguard.model.StackedClassifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchLocatorTest {
  private static final String TEXT = "Nice post http://loans.example";

  @Test
  void evidence_wordsAndStructure_areKeptApart_andWhatHardlyAddsIsLeftOut() {
    Evidence found =
        found(
            new Contribution(0, 30, "1 link", null, 2.0),
            new Contribution(5, 9, 1.0),
            new Contribution(14, 30, "link: has no path", null, 0.5),
            new Contribution(0, 4, 0.3),
            new Contribution(10, 13, -1.5));

    assertThat(found.words()).containsExactly(new Match("post", 5, 9));
    assertThat(found.features()).containsExactly("1 link", "link: has no path");
  }

  @Test
  void evidence_textOfOneWord_isThatWord() {
    Evidence found = found(new Contribution(0, 30, 0.7));

    assertThat(found.words()).containsExactly(new Match(TEXT, 0, 30));
    assertThat(found.features()).isEmpty();
  }

  @Test
  void evidence_whatATransformerAdds_isTold_andHidesNoWords() {
    Evidence found =
        found(
            new Contribution(0, 30, StackedClassifier.WHOLE, null, 6.0),
            new Contribution(5, 9, 1.0),
            new Contribution(0, 4, 0.1));

    assertThat(found.words()).containsExactly(new Match("post", 5, 9));
    assertThat(found.features()).containsExactly("wording as a whole");
  }

  private static Evidence found(Contribution... contributions) {
    List<LabelExplanation> labels =
        Label.ALL.stream()
            .map(label -> new LabelExplanation(label, 0.9f, 2, 0, List.of(contributions)))
            .toList();
    return MatchLocator.evidence(Label.SPAM, new Explanation("m", labels), TEXT);
  }
}
