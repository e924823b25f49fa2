package dev.replyguard.pipeline;

import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.rules.CommentView;
import dev.replyguard.store.Background;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.TextTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment on its way, with what the stages have found out about it; immutable.
 *
 * @param start the comment, and what it is judged by
 * @param storeAway true where the store has failed to answer about this comment already
 * @param background what the store knows
 * @param view the comment as rules look at it
 * @param assessment what the model makes of the text, or null as long as it has not been asked
 * @param isNew whether the assessment was made for this comment, and is not in the caches yet
 * @param reasons what speaks for or against the comment, in the order of the stages
 * @param verdict the most severe verdict so far
 * @param decidedBy the stage that gave that verdict
 */
record Findings(
    Start start,
    boolean storeAway,
    Background background,
    CommentView view,
    @Nullable Assessment assessment,
    boolean isNew,
    List<Reason> reasons,
    Verdict verdict,
    Stage decidedBy) {

  /**
   * What does not change on the way.
   *
   * @param comment the comment
   * @param policy the policy of its site when it came in
   * @param trace what its text is recognised by
   * @param cacheKey where the assessment of its text is kept
   * @param at when it came in
   */
  record Start(
      Comment comment, CompiledPolicy policy, TextTrace trace, CacheKey cacheKey, Instant at) {}

  Findings {
    reasons = List.copyOf(reasons);
  }

  /** Nothing but the comment itself: approved unless something speaks against it. */
  static Findings of(Start start) {
    Background nothing = Background.NOTHING;
    return new Findings(
        start,
        false,
        nothing,
        new CommentView(start.comment(), nothing.facts(), start.at()),
        null,
        false,
        List.of(),
        Verdict.APPROVE,
        Stage.POLICY);
  }

  Comment comment() {
    return start.comment();
  }

  CompiledPolicy policy() {
    return start.policy();
  }

  TextTrace trace() {
    return start.trace();
  }

  CacheKey cacheKey() {
    return start.cacheKey();
  }

  /** Nobody could be asked. */
  Findings withStoreAway() {
    return new Findings(
        start, true, background, view, assessment, isNew, reasons, verdict, decidedBy);
  }

  /** What the store answered. */
  Findings withBackground(Background answer) {
    return new Findings(
        start,
        storeAway,
        answer,
        new CommentView(start.comment(), answer.facts(), start.at()),
        assessment,
        isNew,
        reasons,
        verdict,
        decidedBy);
  }

  /** An assessment made for an earlier comment. */
  Findings withRemembered(@Nullable Assessment remembered) {
    return new Findings(
        start, storeAway, background, view, remembered, false, reasons, verdict, decidedBy);
  }

  /** An assessment made for this comment. */
  Findings withNew(Assessment made) {
    return new Findings(
        start, storeAway, background, view, made, true, reasons, verdict, decidedBy);
  }

  /** The assessment, of the same age, with the words of this comment. */
  Findings withExplained(Assessment explained) {
    return new Findings(
        start, storeAway, background, view, explained, isNew, reasons, verdict, decidedBy);
  }

  /** These reasons come after those so far. */
  Findings withReasons(List<Reason> more) {
    List<Reason> all = new ArrayList<>(reasons);
    all.addAll(more);
    return new Findings(
        start, storeAway, background, view, assessment, isNew, all, verdict, decidedBy);
  }

  /** At least held, by {@code stage} where no earlier one wanted that. */
  Findings held(Stage stage) {
    return verdict == Verdict.APPROVE ? decided(Verdict.HOLD, stage) : this;
  }

  /** The verdict of {@code stage}, unless what has been found so far is more severe. */
  Findings decided(Verdict latest, Stage stage) {
    Verdict worse = verdict.orWorse(latest);
    Stage by = worse == latest ? stage : decidedBy;
    return new Findings(start, storeAway, background, view, assessment, isNew, reasons, worse, by);
  }

  /**
   * The same without effect: what was found out stays, the reasons that are not among those {@code
   * before} are marked as tried out, and the verdict is what it was.
   */
  Findings inShadowSince(Findings before) {
    int known = before.reasons().size();
    List<Reason> marked = new ArrayList<>(reasons.subList(0, known));
    reasons.subList(known, reasons.size()).forEach(reason -> marked.add(reason.asShadow()));
    return new Findings(
        start,
        storeAway,
        background,
        view,
        assessment,
        isNew,
        marked,
        before.verdict(),
        before.decidedBy());
  }
}
