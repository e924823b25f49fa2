package dev.replyguard.http.akismet;

import dev.replyguard.store.StatisticsStore.Day;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What became of a site's comments.
 *
 * @param spam how many the service rejected
 * @param ham how many it approved
 * @param held how many it left to people
 * @param missed how many of the approved people rejected
 * @param falseAlarms how many of the rejected people approved
 */
record Figures(long spam, long ham, long held, long missed, long falseAlarms) {
  private static final List<String> WAYS = List.of("sample:", "held:", "other:");

  static Figures of(List<Day> days) {
    return new Figures(
        sum(days, "automatic:reject"),
        sum(days, "automatic:approve"),
        sum(days, "automatic:hold"),
        ruled(days, "approve:reject"),
        ruled(days, "reject:approve"));
  }

  Figures plus(Figures other) {
    return new Figures(
        spam + other.spam,
        ham + other.ham,
        held + other.held,
        missed + other.missed,
        falseAlarms + other.falseAlarms);
  }

  long checked() {
    return spam + ham + held;
  }

  /** In percent, of all that the service decided. */
  double accuracy() {
    long decided = spam + ham;
    return decided == 0
        ? 100
        : Math.round(10_000.0 * Math.max(0, decided - missed - falseAlarms) / decided) / 100.0;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("spam", spam)
        .put("ham", ham)
        .put("missed_spam", missed)
        .put("false_positives", falseAlarms);
  }

  private static long ruled(List<Day> days, String change) {
    return WAYS.stream().mapToLong(way -> sum(days, way + change)).sum();
  }

  private static long sum(List<Day> days, String count) {
    return days.stream().mapToLong(day -> day.counts().getOrDefault(count, 0L)).sum();
  }
}
