package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.domain.policy.FloodRules;
import dev.replyguard.store.Facts;
import dev.replyguard.store.Questions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Made-up days at a news site. */
class ReplayedHistoryTest {
  private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
  private static final Action HOLD = Action.enforce(Verdict.HOLD);

  private int number;

  @Test
  void approved_countsWhatWasApprovedWhenTheCommentCame() {
    ReplayedHistory history = new ReplayedHistory(new Questions(3, FloodRules.NONE, null));
    RecordedComment held =
        ruled(comment("ada", 0, "one", Verdict.HOLD), Verdict.APPROVE, minute(30));
    RecordedComment later =
        ruled(comment("ada", 5, "two", Verdict.APPROVE), Verdict.REJECT, minute(60));

    assertThat(history.next(held).approved()).isZero();
    assertThat(history.next(later).approved()).isZero();
    assertThat(history.next(comment("ada", 10, "three", Verdict.REJECT)).approved()).isEqualTo(1);
    assertThat(history.next(comment("bob", 11, "four", Verdict.APPROVE)).approved()).isZero();
    assertThat(history.next(comment("ada", 31, "five", Verdict.APPROVE)).approved()).isEqualTo(2);
    assertThat(history.next(comment("ada", 61, "six", Verdict.APPROVE)).approved()).isEqualTo(2);
    assertThat(history.next(comment("ada", 62, "seven", Verdict.APPROVE)).approved()).isEqualTo(3);
    assertThat(history.next(comment("ada", 63, "eight", Verdict.APPROVE)).approved()).isEqualTo(3);
  }

  @Test
  void approved_beginsWithWhatIsTold() {
    ReplayedHistory history = new ReplayedHistory(new Questions(3, FloodRules.NONE, null));
    RecordedComment first = comment("ada", 0, "one", Verdict.APPROVE);

    assertThat(history.unknown(List.of(first, comment(null, 1, "two", Verdict.APPROVE))))
        .hasSize(1)
        .containsValue(first.comment().author());
    history.unknown(List.of(first)).forEach((name, author) -> history.seed(name, 2));

    assertThat(history.unknown(List.of(first))).isEmpty();
    assertThat(history.next(first).approved()).isEqualTo(2);
    assertThat(history.next(comment("ada", 5, "two", Verdict.HOLD)).approved()).isEqualTo(3);
  }

  @Test
  void approved_nobodyAsks_isNotKnown() {
    ReplayedHistory history = new ReplayedHistory(Questions.NONE);

    assertThat(history.unknown(List.of(comment("ada", 0, "one", Verdict.APPROVE)))).isEmpty();
    assertThat(history.next(comment("ada", 0, "one", Verdict.APPROVE))).isEqualTo(Facts.UNKNOWN);
  }

  @Test
  void flood_ofAnAuthor_isOverWhereTheyComeTooFast_andOverNoMoreAfterAWhile() {
    FloodRule rule = new FloodRule(2, Duration.ofMinutes(10), HOLD);
    ReplayedHistory history =
        new ReplayedHistory(new Questions(0, new FloodRules(rule, null, null), null));

    assertThat(history.next(comment("ada", 0, "one", Verdict.APPROVE)).authorFlood()).isFalse();
    assertThat(history.next(comment("ada", 1, "two", Verdict.APPROVE)).authorFlood()).isFalse();
    assertThat(history.next(comment("ada", 2, "three", Verdict.APPROVE)).authorFlood()).isTrue();
    assertThat(history.next(comment("bob", 2, "four", Verdict.APPROVE)).authorFlood()).isFalse();
    assertThat(history.next(comment("ada", 5, "five", Verdict.APPROVE)).authorFlood()).isFalse();
    assertThat(history.next(comment("ada", 6, "six", Verdict.APPROVE)).authorFlood()).isTrue();
    assertThat(history.next(comment(null, 6, "seven", Verdict.APPROVE)).authorFlood()).isFalse();
  }

  @Test
  void flood_ofAText_isAboutItsNormalisedForm() {
    FloodRule rule = new FloodRule(1, Duration.ofMinutes(10), HOLD);
    ReplayedHistory history =
        new ReplayedHistory(new Questions(0, new FloodRules(null, null, rule), null));

    assertThat(history.next(comment("ada", 0, "New tea", Verdict.APPROVE)).textFlood()).isFalse();
    assertThat(history.next(comment("bob", 1, "NEW  tea", Verdict.APPROVE)).textFlood()).isTrue();
    assertThat(history.next(comment("bob", 2, "Old tea", Verdict.APPROVE)).textFlood()).isFalse();
    assertThat(history.next(comment("eve", 30, "new tea", Verdict.APPROVE)).textFlood()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void duplicate_isOfTheFirst_withinScopeAndTime(DuplicateRule.Scope scope) {
    DuplicateRule rule = new DuplicateRule(scope, Duration.ofHours(1), 5, HOLD);
    ReplayedHistory history = new ReplayedHistory(new Questions(0, FloodRules.NONE, rule));
    RecordedComment first = comment("ada", 0, "new tea", Verdict.APPROVE);
    String id = first.comment().id();

    assertThat(history.next(first).duplicateOf()).isNull();
    assertThat(history.next(comment("ada", 1, "new tea", Verdict.APPROVE)).duplicateOf())
        .isEqualTo(id);
    assertThat(history.next(comment("bob", 2, "new tea", Verdict.APPROVE)).duplicateOf())
        .isEqualTo(scope == DuplicateRule.Scope.SITE ? id : null);
    assertThat(history.next(comment("ada", 3, "tea", Verdict.APPROVE)).duplicateOf()).isNull();
    assertThat(history.next(comment("ada", 4, "tea", Verdict.APPROVE)).duplicateOf()).isNull();
    assertThat(history.next(comment("ada", 60, "new tea", Verdict.APPROVE)).duplicateOf()).isNull();
  }

  private static Instant minute(int minutes) {
    return MORNING.plus(Duration.ofMinutes(minutes));
  }

  private RecordedComment comment(
      @Nullable String author, int minutes, String text, Verdict verdict) {
    Comment comment =
        new Comment(
            "demo",
            "c" + number++,
            text,
            new Author(author, null, null, null, null, null),
            new Article("article-1", null, null),
            Parent.NONE,
            minute(minutes),
            null);
    Decision decision =
        new Decision(verdict, null, List.of(), "model", "policy", null, minute(minutes));
    return new RecordedComment(comment, decision, minute(minutes), 1);
  }

  private static RecordedComment ruled(RecordedComment comment, Verdict verdict, Instant at) {
    RejectReason reason = verdict == Verdict.REJECT ? RejectReason.SPAM : null;
    return new RecordedComment(
        comment.comment(),
        comment.decision(),
        comment.recordedAt(),
        1,
        new Ruling(verdict, reason, null, Actor.moderator("bea"), Ruling.Means.SINGLE, at),
        null,
        false);
  }
}
