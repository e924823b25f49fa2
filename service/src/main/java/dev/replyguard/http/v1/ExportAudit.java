package dev.replyguard.http.v1;

import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/audit}: what was done on a site, for its records. */
final class ExportAudit implements Handler<RoutingContext> {
  /** Names the header that tells where the next page begins. */
  static final String NEXT = "X-Next-Cursor";

  // XRANGE takes no later time.
  /** Redis takes no end before an id of 0. */
  static final Instant EARLIEST = Instant.ofEpochMilli(1);

  static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final AuditStore audit;
  private final CommentStore comments;

  ExportAudit(AuditStore audit, CommentStore comments) {
    this.audit = audit;
    this.comments = comments;
  }

  /**
   * The time, or {@code missing} where none is given, as late as an id of Redis can be at least.
   */
  static Instant notBefore1970(@Nullable Instant time, Instant missing) {
    Instant given = time == null ? missing : time;
    return given.isBefore(EARLIEST) ? EARLIEST : given;
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = new QueryParameters(context);
    Instant from = query.instant("from");
    Instant before = query.instant("before");
    String after = query.parsed("cursor", "a cursor of this export", ExportAudit::cursor);
    String format = query.parsed("format", "jsonl or csv", ExportAudit::format);
    int limit = query.whole("limit", 1, AuditStore.MAX_PAGE, AuditStore.MAX_PAGE);
    query.check();
    String site = Callers.site(context);
    boolean withoutHints = WithoutHints.isFor(context);
    audit
        .page(site, notBefore1970(from, EARLIEST), notBefore1970(before, FAR), after, limit)
        .compose(
            entries -> withoutHints ? withoutHints(site, entries) : Future.succeededFuture(entries))
        .onSuccess(
            entries -> answer(context, entries, next(entries, limit), format, AuditEncoder::csv))
        .onFailure(context::fail);
  }

  private Future<List<AuditEntry>> withoutHints(String site, List<AuditEntry> entries) {
    Set<String> about =
        entries.stream()
            .map(AuditEntry::comment)
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toSet());
    return comments
        .withoutHints(site, about)
        .map(
            blind ->
                entries.stream()
                    .map(
                        entry ->
                            entry.comment() != null && blind.contains(entry.comment())
                                ? WithoutHints.entry(entry)
                                : entry)
                    .toList());
  }

  /** After which entry there may be more; null where there are none. */
  static @Nullable String next(List<AuditEntry> entries, int limit) {
    return entries.size() == limit ? entries.get(limit - 1).id() : null;
  }

  static void answer(
      RoutingContext context,
      List<AuditEntry> entries,
      @Nullable String next,
      @Nullable String format,
      Function<List<AuditEntry>, Buffer> table) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    boolean csv = "csv".equals(format);
    if (next != null) {
      context.response().putHeader(NEXT, next);
    }
    context
        .response()
        .putHeader(
            HttpHeaders.CONTENT_TYPE,
            csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson")
        .end(csv ? table.apply(entries) : AuditEncoder.lines(entries));
  }

  static Optional<String> cursor(String text) {
    return Optional.of(text).filter(id -> id.matches("[0-9]{1,15}-[0-9]{1,15}"));
  }

  static Optional<String> format(String text) {
    return Optional.of(text).filter(format -> format.equals("jsonl") || format.equals("csv"));
  }
}
