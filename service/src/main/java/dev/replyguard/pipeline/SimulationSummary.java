package dev.replyguard.pipeline;

import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation comes to.
 *
 * @param comments how many comments were judged again
 * @param before how many had each verdict
 * @param after how many would have it
 * @param changed those whose verdict would be another, in the order in which they were judged
 * @param ruled on how many people have decided
 * @param held how well holding or rejecting finds what people reject, before and after
 * @param rejected how well rejecting does, before and after
 * @param distribution how the comments are spread over the scores
 */
public record SimulationSummary(
    int comments,
    Map<Verdict, Integer> before,
    Map<Verdict, Integer> after,
    List<ReplayedComment> changed,
    int ruled,
    Comparison held,
    Comparison rejected,
    ScoreDistribution distribution) {

  /** One measure, of the policies of then and of the draft. */
  public record Comparison(Agreement before, Agreement after) {}

  /**
   * How far a policy agrees with people.
   *
   * @param truePositives comments it speaks against and people rejected
   * @param falsePositives comments it speaks against and people approved
   * @param falseNegatives comments it lets pass and people rejected
   */
  public record Agreement(int truePositives, int falsePositives, int falseNegatives) {

    /** Which share of what it speaks against people rejected; empty where that is nothing. */
    public OptionalDouble precision() {
      return share(truePositives, truePositives + falsePositives);
    }

    /** Which share of what people rejected it speaks against; empty where that is nothing. */
    public OptionalDouble recall() {
      return share(truePositives, truePositives + falseNegatives);
    }

    private static OptionalDouble share(int part, int whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
  }

  /** The summary of what was judged again. */
  public static SimulationSummary of(List<ReplayedComment> replayed) {
    List<ReplayedComment> ruled =
        replayed.stream().filter(comment -> comment.ruling() != null).toList();
    return new SimulationSummary(
        replayed.size(),
        counts(replayed, ReplayedComment::before),
        counts(replayed, ReplayedComment::after),
        replayed.stream().filter(ReplayedComment::isChanged).toList(),
        ruled.size(),
        comparison(ruled, verdict -> verdict != Verdict.APPROVE),
        comparison(ruled, verdict -> verdict == Verdict.REJECT),
        ScoreDistribution.of(replayed));
  }

  private static Map<Verdict, Integer> counts(
      List<ReplayedComment> replayed, Function<ReplayedComment, Verdict> of) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, (int) replayed.stream().filter(one -> of.apply(one) == verdict).count());
    }
    return counts;
  }

  private static Comparison comparison(List<ReplayedComment> ruled, Predicate<Verdict> against) {
    return new Comparison(
        agreement(ruled, ReplayedComment::before, against),
        agreement(ruled, ReplayedComment::after, against));
  }

  private static Agreement agreement(
      List<ReplayedComment> ruled,
      Function<ReplayedComment, Verdict> of,
      Predicate<Verdict> against) {
    int truePositives = 0;
    int falsePositives = 0;
    int falseNegatives = 0;
    for (ReplayedComment comment : ruled) {
      boolean found = against.test(of.apply(comment));
      boolean bad = isRejected(comment.ruling());
      truePositives += found && bad ? 1 : 0;
      falsePositives += found && !bad ? 1 : 0;
      falseNegatives += !found && bad ? 1 : 0;
    }
    return new Agreement(truePositives, falsePositives, falseNegatives);
  }

  private static boolean isRejected(@Nullable Ruling ruling) {
    return ruling != null && ruling.verdict() == Verdict.REJECT;
  }
}
