package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.TextTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment on its way, with what the stages have found out about it; immutable.
 *
 * @param comment the comment
 * @param trace what its text is recognised by
 * @param cacheKey where the assessment of its text is kept
 * @param storeAway true where the store has failed to answer about this comment already
 * @param background what the store knows
 * @param assessment what the model makes of the text, or null as long as it has not been asked
 * @param isNew whether the assessment was made for this comment, and is not in the caches yet
 * @param reasons what speaks for or against the comment, in the order of the stages
 * @param verdict the most severe verdict so far: approve or hold
 * @param decidedBy the stage that gave that verdict
 */
record Findings(
    Comment comment,
    TextTrace trace,
    CacheKey cacheKey,
    boolean storeAway,
    Background background,
    @Nullable Assessment assessment,
    boolean isNew,
    List<Reason> reasons,
    Verdict verdict,
    Stage decidedBy) {

  Findings {
    reasons = List.copyOf(reasons);
  }

  /** Nothing but the comment itself: approved unless something speaks against it. */
  static Findings of(Comment comment, TextTrace trace, CacheKey cacheKey) {
    return new Findings(
        comment,
        trace,
        cacheKey,
        false,
        Background.NOTHING,
        null,
        false,
        List.of(),
        Verdict.APPROVE,
        Stage.POLICY);
  }

  /** Nobody could be asked. */
  Findings withStoreAway() {
    return new Findings(
        comment, trace, cacheKey, true, background, assessment, isNew, reasons, verdict, decidedBy);
  }

  /** What the store answered. */
  Findings withBackground(Background answer) {
    return new Findings(
        comment,
        trace,
        cacheKey,
        storeAway,
        answer,
        assessment,
        isNew,
        reasons,
        verdict,
        decidedBy);
  }

  /** An assessment made for an earlier comment. */
  Findings withRemembered(@Nullable Assessment remembered) {
    return new Findings(
        comment,
        trace,
        cacheKey,
        storeAway,
        background,
        remembered,
        false,
        reasons,
        verdict,
        decidedBy);
  }

  /** An assessment made for this comment. */
  Findings withNew(Assessment made) {
    return new Findings(
        comment, trace, cacheKey, storeAway, background, made, true, reasons, verdict, decidedBy);
  }

  /** The assessment, of the same age, with the words of this comment. */
  Findings withExplained(Assessment explained) {
    return new Findings(
        comment,
        trace,
        cacheKey,
        storeAway,
        background,
        explained,
        isNew,
        reasons,
        verdict,
        decidedBy);
  }

  /** These reasons come after those so far. */
  Findings withReasons(List<Reason> more) {
    List<Reason> all = new ArrayList<>(reasons);
    all.addAll(more);
    return new Findings(
        comment,
        trace,
        cacheKey,
        storeAway,
        background,
        assessment,
        isNew,
        all,
        verdict,
        decidedBy);
  }

  /** At least held, by {@code stage} where no earlier one wanted that. */
  Findings held(Stage stage) {
    return verdict == Verdict.APPROVE ? decided(Verdict.HOLD, stage) : this;
  }

  /** The verdict of {@code stage}, unless what has been found so far is more severe. */
  Findings decided(Verdict latest, Stage stage) {
    Verdict worse = verdict.orWorse(latest);
    Stage by = worse == latest ? stage : decidedBy;
    return new Findings(
        comment, trace, cacheKey, storeAway, background, assessment, isNew, reasons, worse, by);
  }
}
