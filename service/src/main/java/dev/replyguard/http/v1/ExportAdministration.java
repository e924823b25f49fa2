package dev.replyguard.http.v1;

import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AdministrationAudit.Kind;
import dev.replyguard.store.AuditStore;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** {@code GET /v1/administration/audit}: how the installation was administered, for its records. */
final class ExportAdministration implements Handler<RoutingContext> {
  private final AdministrationAudit audit;

  ExportAdministration(AdministrationAudit audit) {
    this.audit = audit;
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = new QueryParameters(context);
    Kind kind = query.parsed("kind", "users, sites or sessions", ExportAdministration::kind);
    Instant from = query.instant("from");
    Instant before = query.instant("before");
    String after = query.parsed("cursor", "a cursor of this export", ExportAudit::cursor);
    String format = query.parsed("format", "jsonl or csv", ExportAudit::format);
    int limit = query.whole("limit", 1, AuditStore.MAX_PAGE, AuditStore.MAX_PAGE);
    query.check();
    audit
        .page(
            kind == null ? Kind.SESSIONS : kind,
            from == null ? Instant.EPOCH : from,
            before == null ? ExportAudit.FAR : before,
            after,
            limit)
        .onSuccess(
            entries ->
                ExportAudit.answer(
                    context, entries, limit, format, AuditEncoder::administrationCsv))
        .onFailure(context::fail);
  }

  private static Optional<Kind> kind(String text) {
    return Arrays.stream(Kind.values()).filter(kind -> kind.key().equals(text)).findFirst();
  }
}
