package dev.replyguard.pipeline;

import static dev.replyguard.pipeline.Replays.comment;
import static dev.replyguard.pipeline.Replays.minute;
import static dev.replyguard.pipeline.Replays.ruled;
import static dev.replyguard.pipeline.Replays.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.store.RememberedRuling;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayedRulingsTest {
  private static final String TEXT =
      "Cheap watches and leather bags for everybody, only today at the big store in town";
  private static final String NEAR =
      "Cheap watches and leather bags for everybody, only today at the big store in  town!!";
  private static final MemoryPolicy MEMORY =
      new MemoryPolicy(Duration.ofHours(2), 8, 40, Duration.ofDays(1), 5, Duration.ofHours(1));

  private final ReplayedRulings rulings = new ReplayedRulings(MEMORY);

  @Test
  void same_isKnownFromTheRulingOn_forAsLongAsItHolds() {
    tell(ruled(comment("c-1", "ada", 0, TEXT), Verdict.REJECT, 30));

    assertThat(sameAt(29)).isNull();
    RememberedRuling same = sameAt(30);
    assertThat(same).isNotNull();
    assertThat(same.commentId()).isEqualTo("c-1");
    assertThat(same.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(same.scores()).isNull();
    assertThat(sameAt(150)).isNotNull();
    assertThat(sameAt(151)).isNull();
  }

  @Test
  void same_ofSeveral_isTheLatest_inWhateverOrderTheyAreTold() {
    tell(ruled(comment("c-2", "bob", 1, TEXT), Verdict.APPROVE, 60));
    tell(ruled(comment("c-1", "ada", 0, TEXT), Verdict.REJECT, 30));

    assertThat(sameAt(40)).extracting(RememberedRuling::commentId).isEqualTo("c-1");
    assertThat(sameAt(60)).extracting(RememberedRuling::commentId).isEqualTo("c-2");
  }

  @Test
  void same_ofTheCommentItself_isNotKnownBeforeItIsDecided() {
    tell(ruled(comment("c-1", "ada", 30, TEXT), Verdict.REJECT, 30));

    rulings.advance(minute(30), "c-1");
    assertThat(rulings.same(trace(TEXT), minute(30))).isNull();
    assertThat(sameAt(31)).isNotNull();
  }

  @Test
  void similar_hasDistanceAndScores_asTheyAreRemembered() {
    tell(ruled(comment("c-1", "ada", 0, TEXT), Verdict.REJECT, 30));
    rulings.advance(minute(31), "now");

    RememberedRuling similar = rulings.similar(trace(NEAR), minute(31));

    assertThat(similar).isNotNull();
    assertThat(similar.distance()).isBetween(0, MEMORY.distance());
    assertThat(similar.scores()).isNotNull();
    assertThat(similar.scores().get(Label.ALL.get(3))).isEqualTo(0.4f);
    assertThat(
            rulings.similar(
                trace("Thank you for the map of the old harbour, I have it on my wall now"),
                minute(31)))
        .isNull();
    assertThat(rulings.similar(trace("too short"), minute(31))).isNull();
    assertThat(rulings.similar(trace(NEAR), minute(151))).isNull();
  }

  @Test
  void tell_withoutRuling_orTwice_addsNothing() {
    RecordedComment undecided = comment("c-1", "ada", 0, TEXT);
    tell(undecided);
    assertThat(sameAt(10)).isNull();

    tell(ruled(undecided, Verdict.REJECT, 20));
    tell(ruled(undecided, Verdict.APPROVE, 25));

    assertThat(sameAt(30)).extracting(RememberedRuling::verdict).isEqualTo(Verdict.REJECT);
  }

  private void tell(RecordedComment recorded) {
    rulings.tell(recorded, trace(recorded));
  }

  private @Nullable RememberedRuling sameAt(int minutes) {
    rulings.advance(minute(minutes), "now");
    return rulings.same(trace(TEXT), minute(minutes));
  }
}
