package dev.replyguard.http.akismet;

import dev.replyguard.http.RequestState;
import dev.replyguard.store.StatisticsStore;
import dev.replyguard.store.StatisticsStore.Day;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What the pages of plugins ask of an account. There are no accounts here, and no limits of calls
 * but the site's quota; the figures are those of all the site's comments, whatever way they came.
 */
final class AccountCalls {
  private static final int DAYS = 60;
  private static final int HALF_A_YEAR = 183;
  private static final int LONGEST = 366;
  private static final int ROWS = 500;

  private final StatisticsStore statistics;
  private final Clock clock;

  AccountCalls(StatisticsStore statistics, Clock clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  /** {@code verify-key}: by now the key is known to be good. */
  void verifyKey(RoutingContext context) {
    Fields.of(context).required("blog", 2_048);
    Answers.send(context, Answers.VALID);
  }

  /** {@code deactivate}: there is nothing to be switched off. */
  void deactivate(RoutingContext context) {
    Answers.send(context, Answers.DEACTIVATED);
  }

  /** {@code get-subscription}. */
  void subscription(RoutingContext context) {
    String site = RequestState.of(context).site().id();
    Answers.sendJson(
        context,
        new JsonObject()
            .put("account_id", site)
            .put("account_type", "self-hosted")
            .put("account_name", "ReplyGuard")
            .put("status", "active")
            .putNull("next_billing_date")
            .put("limit_reached", false)
            .encode());
  }

  /** {@code get-stats}: of the last {@code from}. */
  void statistics(RoutingContext context) {
    int days =
        switch (Fields.of(context).text("from")) {
          case "60-days" -> DAYS;
          case "6-months" -> HALF_A_YEAR;
          default -> LONGEST;
        };
    of(context, today().minusDays(days - 1L), days)
        .onSuccess(found -> Answers.sendJson(context, statistics(found).encode()))
        .onFailure(context::fail);
  }

  private static JsonObject statistics(List<Day> days) {
    Figures all = Figures.of(days);
    TreeMap<String, Figures> months = new TreeMap<>();
    for (Day day : days) {
      months.merge(YearMonth.from(day.day()).toString(), Figures.of(List.of(day)), Figures::plus);
    }
    JsonObject breakdown = new JsonObject();
    months.forEach(
        (month, figures) -> breakdown.put(month, figures.toJson().put("da", month + "-01")));
    return all.toJson()
        .put("accuracy", all.accuracy())
        // Half a minute for every comment that nobody had to look at.
        .put("time_saved", all.spam() * 30)
        .put("breakdown", breakdown);
  }

  /** Which rows of a list are asked for. */
  private record Page(int limit, int offset) {
    static Page of(Fields fields) {
      return new Page(number(fields, "limit", ROWS), number(fields, "offset", 0));
    }

    private static int number(Fields fields, String name, int otherwise) {
      String given = fields.text(name).strip();
      if (given.isEmpty()) {
        return otherwise;
      }
      if (!given.matches("[0-9]{1,9}")) {
        throw AkismetException.wrong(name, "a whole number");
      }
      return Integer.parseInt(given);
    }

    boolean hasTheSite() {
      return offset == 0 && limit > 0;
    }
  }

  /** {@code key-sites}: one key is one site. */
  void keySites(RoutingContext context) {
    Fields fields = Fields.of(context);
    YearMonth month = month(fields.text("month"));
    Page page = Page.of(fields);
    of(context, month.atDay(1), month.lengthOfMonth())
        .onSuccess(
            days -> {
              String site = RequestState.of(context).site().id();
              Figures figures = Figures.of(days);
              if (fields.text("format").equals("csv")) {
                Answers.send(context, csv(site, month, page, figures));
              } else {
                Answers.sendJson(context, json(site, month, page, figures));
              }
            })
        .onFailure(context::fail);
  }

  private static String json(String site, YearMonth month, Page page, Figures figures) {
    JsonObject row =
        figures
            .toJson()
            .put("site", site)
            .put("api_calls", figures.checked())
            .put("is_revoked", false);
    return new JsonObject()
        .put(month.toString(), page.hasTheSite() ? new JsonArray().add(row) : new JsonArray())
        .put("limit", page.limit())
        .put("offset", page.offset())
        .put("total", 1)
        .encode();
  }

  /** The key is not repeated: what is got may be kept where keys should not be. */
  private static String csv(String site, YearMonth month, Page page, Figures figures) {
    String head =
        String.format(
            Locale.ROOT,
            "Active sites for %s during %s (limit:%d, offset: %d, total: 1)%n"
                + "Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked%n",
            site,
            month,
            page.limit(),
            page.offset());
    if (!page.hasTheSite()) {
      return head;
    }
    return String.format(
        Locale.ROOT,
        "%s%s,%d,%d,%d,%d,%d,false%n",
        head,
        site,
        figures.checked(),
        figures.spam(),
        figures.ham(),
        figures.missed(),
        figures.falseAlarms());
  }

  /** {@code usage-limit}: of this month. */
  void usageLimit(RoutingContext context) {
    YearMonth month = YearMonth.from(today());
    boolean extended = Fields.of(context).isSet("extended");
    of(context, month.atDay(1), month.lengthOfMonth())
        .onSuccess(
            days -> {
              JsonObject answer =
                  new JsonObject()
                      .put("limit", "none")
                      .put("usage", Figures.of(days).checked())
                      .put("percentage", "0.00")
                      .put("throttled", false);
              if (extended) {
                answer.put("notice_level", "none").put("upgrade", false);
              }
              Answers.sendJson(context, answer.encode());
            })
        .onFailure(context::fail);
  }

  private YearMonth month(String given) {
    try {
      return given.isEmpty() ? YearMonth.from(today()) : YearMonth.parse(given);
    } catch (DateTimeParseException e) {
      throw AkismetException.wrong("month", "YYYY-MM");
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Future<List<Day>> of(RoutingContext context, LocalDate first, int days) {
    return statistics.days(RequestState.of(context).site().id(), first, days);
  }
}
