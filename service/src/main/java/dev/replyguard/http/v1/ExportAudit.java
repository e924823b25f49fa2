package dev.replyguard.http.v1;

import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.AuditStore;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/audit}: what was done on a site, for its records. */
final class ExportAudit implements Handler<RoutingContext> {
  /** Names the header that tells where the next page begins. */
  static final String NEXT = "X-Next-Cursor";

  // XRANGE takes no later time.
  static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final AuditStore audit;

  ExportAudit(AuditStore audit) {
    this.audit = audit;
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
    audit
        .page(
            Callers.site(context),
            from == null ? Instant.EPOCH : from,
            before == null ? FAR : before,
            after,
            limit)
        .onSuccess(entries -> answer(context, entries, limit, format, AuditEncoder::csv))
        .onFailure(context::fail);
  }

  static void answer(
      RoutingContext context,
      List<AuditEntry> entries,
      int limit,
      @Nullable String format,
      Function<List<AuditEntry>, Buffer> table) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    boolean csv = "csv".equals(format);
    if (entries.size() == limit) {
      context.response().putHeader(NEXT, entries.get(limit - 1).id());
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
