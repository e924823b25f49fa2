package dev.replyguard.pipeline;

import static dev.replyguard.pipeline.Replays.comment;
import static dev.replyguard.pipeline.Replays.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayedGroupsTest {
  private static final String TEXT =
      "Cheap watches and leather bags for everybody, only today at the big store in town";

  private final ReplayedGroups groups =
      new ReplayedGroups(
          new MemoryPolicy(
              Duration.ofDays(30), 8, 40, Duration.ofHours(2), 3, Duration.ofHours(1)));
  private int number;

  @Test
  void join_fromSoManyAuthorsOn_isACampaign_andStaysOneForTheGroupsAge() {
    assertThat(join("ada", 0, TEXT)).isFalse();
    assertThat(join("bob", 5, TEXT)).isFalse();
    assertThat(join("bob", 6, TEXT)).isFalse();
    assertThat(join("eve", 10, TEXT + "!")).isTrue();
    // Nobody else within the window, but the group is known as a campaign.
    assertThat(join("mia", 100, TEXT)).isTrue();
  }

  @Test
  void join_spreadOverMoreThanTheWindow_isNone() {
    assertThat(join("ada", 0, TEXT)).isFalse();
    assertThat(join("bob", 40, TEXT)).isFalse();
    assertThat(join("eve", 80, TEXT)).isFalse();
    assertThat(join("mia", 115, TEXT)).isFalse();
  }

  @Test
  void join_afterTheGroupsAge_beginsAnew() {
    assertThat(join("ada", 0, TEXT)).isFalse();
    assertThat(join("bob", 1, TEXT)).isFalse();
    assertThat(join("eve", 2, TEXT)).isTrue();

    assertThat(join("mia", 300, TEXT)).isFalse();
    assertThat(join("tom", 301, TEXT)).isFalse();
  }

  @Test
  void join_ofAuthorsThatNothingIsKnownOf_areOne_andShortTextsAreAlone() {
    for (int i = 0; i < 5; i++) {
      assertThat(join(null, i, TEXT)).isFalse();
      assertThat(join("author-" + i, i, "Thanks!")).isFalse();
    }
  }

  private boolean join(@Nullable String author, int minutes, String text) {
    RecordedComment recorded = comment("c-" + number++, author, minutes, text);
    return groups.join(recorded, trace(recorded));
  }
}
