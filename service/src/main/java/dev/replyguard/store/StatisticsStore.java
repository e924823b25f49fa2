package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What is counted on each site, day by day in UTC. */
public interface StatisticsStore {

  /**
   * The counts of one day, by what is counted.
   *
   * @param day the day
   * @param counts such as {@code automatic:hold}; empty where nothing happened
   */
  record Day(LocalDate day, Map<String, Long> counts) {
    public Day {
      counts = Map.copyOf(counts);
    }
  }

  /** The counts of {@code days} days from {@code first} on, in order; 1 to 366 of them. */
  Future<List<Day>> days(String site, LocalDate first, int days);
}
