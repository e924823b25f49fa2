package dev.replyguard.pipeline.policy;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.LabelThresholds;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.Condition;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.LanguagePolicy;
import dev.replyguard.domain.policy.LanguagePolicy.Treatment;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns scores, and what else is known of a comment, into reasons for holding or rejecting it.
 * Stateless.
 */
public final class PolicyEngine {
  private static final Comparator<Reason> MOST_SEVERE_FIRST =
      Comparator.comparing(Reason::verdict, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Reason::score, Comparator.nullsFirst(Float::compare))
          .reversed();

  private PolicyEngine() {}

  /**
   * What a comment is judged by.
   *
   * @param comment the comment
   * @param scores what the model says, or null where it was not asked
   * @param detectedLanguage ISO 639-1 code, or null where none could be told
   * @param approved how many approved comments of the author there are, or null where nobody knows
   * @param links how many links it has
   */
  public record Subject(
      Comment comment,
      @Nullable Scores scores,
      @Nullable String detectedLanguage,
      @Nullable Integer approved,
      int links) {

    /** The detected language or, where none could be told, the one that the site claims. */
    @Nullable String language() {
      String claimed = comment.language();
      if (detectedLanguage != null || claimed == null) {
        return detectedLanguage;
      }
      int end = claimed.indexOf('-');
      return (end < 0 ? claimed : claimed.substring(0, end)).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The reasons that {@code policy} sees: those of thresholds, the most severe and then the highest
   * score first, and those of conditions. They have no matches yet.
   */
  public static List<Reason> judge(CompiledPolicy policy, Subject subject) {
    LanguagePolicy languages = policy.document().languages();
    Treatment treatment = languages.of(subject.language());
    List<Reason> reasons = new ArrayList<>();
    Scores scores = treatment == Treatment.SCORE ? subject.scores() : null;
    if (treatment != Treatment.SCORE) {
      reasons.add(language(treatment, subject.language()));
    }
    if (scores != null) {
      reasons.addAll(thresholds(policy, subject, scores));
    }
    for (Condition condition : policy.conditions()) {
      if (applies(condition, policy, subject, scores)) {
        reasons.add(reason(condition, policy, scores));
      }
    }
    return reasons;
  }

  private static Reason language(Treatment treatment, @Nullable String language) {
    String named = language == null ? "The language is not known" : "The language is " + language;
    return treatment == Treatment.HOLD
        ? Reason.of(Stage.POLICY, "language.hold", Verdict.HOLD, named, List.of())
        : new Reason(
            Stage.POLICY,
            "language.ignore",
            null,
            null,
            null,
            named + ": the scores do not count",
            List.of());
  }

  private static List<Reason> thresholds(CompiledPolicy policy, Subject subject, Scores scores) {
    Article article = subject.comment().article();
    List<Reason> reasons = new ArrayList<>();
    for (Label label : Label.ALL) {
      LabelThresholds thresholds = policy.thresholds(article.section(), label);
      float score = scores.get(label);
      if (score >= thresholds.reject()) {
        reasons.add(threshold(label, score, Verdict.REJECT, thresholds.reject()));
      } else if (score >= thresholds.hold()) {
        reasons.add(threshold(label, score, Verdict.HOLD, thresholds.hold()));
      }
    }
    reasons.sort(MOST_SEVERE_FIRST);
    return policy.mode(Stage.SCORE) == EnforcementMode.SHADOW
        ? reasons.stream().map(Reason::asShadow).toList()
        : reasons;
  }

  private static Reason threshold(Label label, float score, Verdict verdict, float threshold) {
    String message =
        String.format(
            Locale.ROOT,
            "%s %.2f reaches the %s threshold %.2f",
            inWords(label),
            score,
            verdict.key(),
            threshold);
    String rule = label.key() + "." + verdict.key();
    return new Reason(
        Stage.POLICY, rule, label, score, threshold, message, List.of(), List.of(), verdict, false);
  }

  private static boolean applies(
      Condition condition, CompiledPolicy policy, Subject subject, @Nullable Scores scores) {
    Comment comment = subject.comment();
    Author author = comment.author();
    Integer links = condition.links();
    String section = comment.article().section();
    return reaches(condition.labels(), scores)
        && (condition.sections().isEmpty()
            || (section != null && condition.sections().contains(section)))
        && (condition.languages().isEmpty()
            || condition
                .languages()
                .contains(
                    Objects.requireNonNullElse(subject.language(), LanguagePolicy.UNDETERMINED)))
        && (links == null || subject.links() >= links)
        && holds(condition.firstTime(), isFirstTime(policy, subject))
        && holds(condition.anonymous(), author.id() == null && author.email() == null)
        && holds(condition.authorUrl(), author.url() != null)
        && holds(condition.reply(), comment.parent().id() != null);
  }

  private static boolean reaches(Map<Label, Float> least, @Nullable Scores scores) {
    return least.isEmpty()
        || (scores != null
            && least.entrySet().stream()
                .allMatch(entry -> scores.get(entry.getKey()) >= entry.getValue()));
  }

  /** Null where nobody knows: neither a condition that asks for it nor one against it applies. */
  private static @Nullable Boolean isFirstTime(CompiledPolicy policy, Subject subject) {
    Integer approved = subject.approved();
    return approved == null ? null : approved < policy.firstTimeLimit();
  }

  private static boolean holds(@Nullable Boolean expected, @Nullable Boolean actual) {
    return expected == null || expected.equals(actual);
  }

  private static Reason reason(
      Condition condition, CompiledPolicy policy, @Nullable Scores scores) {
    Label label = condition.labels().keySet().stream().findFirst().orElse(null);
    Float score = label == null || scores == null ? null : Float.valueOf(scores.get(label));
    Float threshold = label == null ? null : condition.labels().get(label);
    boolean shadow =
        condition.action().mode() == EnforcementMode.SHADOW
            || (label != null && policy.mode(Stage.SCORE) == EnforcementMode.SHADOW);
    return new Reason(
        Stage.POLICY,
        "conditions." + condition.name(),
        label,
        score,
        threshold,
        "Condition " + condition.name() + " applies",
        List.of(),
        List.of(),
        condition.action().verdict(),
        shadow);
  }

  private static String inWords(Label label) {
    String words = label.key().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
