package dev.replyguard.review;

import dev.replyguard.store.StatisticsStore.Day;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the counts of some days say of the service and of the people.
 *
 * <p>Of comments that the service decided by itself, only those drawn by lot say how good it is:
 * reports and appeals reach people because something seems wrong.
 *
 * @param counts the sums, by what is counted
 */
public record ReviewStatistics(Map<String, Long> counts) {
  private static final String APPROVED = "approve:approve";
  private static final String MISSED = "approve:reject";
  private static final String CONFIRMED = "reject:reject";
  private static final String WRONGED = "reject:approve";

  public ReviewStatistics {
    counts = Map.copyOf(counts);
  }

  /** The sums of those days. */
  public static ReviewStatistics of(Iterable<Day> days) {
    Map<String, Long> sums = new TreeMap<>();
    days.forEach(day -> day.counts().forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return new ReviewStatistics(sums);
  }

  /** How many comments drawn by lot people have looked at. */
  public long sampled() {
    return sum("sample:", APPROVED, MISSED, CONFIRMED, WRONGED);
  }

  /** Which share of the sampled rejections people confirmed; empty where none was sampled. */
  public OptionalDouble rejectionsConfirmed() {
    return share(sum("sample:", CONFIRMED), sum("sample:", CONFIRMED, WRONGED));
  }

  /** Which share of the sampled approvals people would have rejected. */
  public OptionalDouble approvalsMissed() {
    return share(sum("sample:", MISSED), sum("sample:", APPROVED, MISSED));
  }

  /** Which share of what was held people rejected. */
  public OptionalDouble heldRejected() {
    return share(sum("held:", "hold:reject"), sum("held:", "hold:reject", "hold:approve"));
  }

  /** Which share of comments two moderators decided alike. */
  public OptionalDouble agreement() {
    return share(
        sum("pair:", APPROVED, CONFIRMED), sum("pair:", APPROVED, CONFIRMED, MISSED, WRONGED));
  }

  private long sum(String prefix, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += counts.getOrDefault(prefix + name, 0L);
    }
    return sum;
  }

  private static OptionalDouble share(long part, long whole) {
    return whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
