package dev.replyguard.http.v1;

import dev.replyguard.domain.User;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.v1.AdministrationPages.Page;
import dev.replyguard.http.v1.AdministrationPages.Wanted;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AdministrationAudit.Kind;
import dev.replyguard.store.AuditStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** {@code GET /v1/administration/audit}: how the installation was administered, for its records. */
final class ExportAdministration implements Handler<RoutingContext> {
  private final AdministrationPages pages;

  ExportAdministration(AdministrationAudit audit) {
    this.pages = new AdministrationPages(audit);
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
    Wanted wanted =
        new Wanted(
            kind == null ? Kind.SESSIONS : kind,
            ExportAudit.notBefore1970(from, ExportAudit.EARLIEST),
            ExportAudit.notBefore1970(before, ExportAudit.FAR),
            after,
            limit);
    page(RequestState.of(context).signedIn().orElseThrow().user(), wanted)
        .onSuccess(
            page ->
                ExportAudit.answer(
                    context, page.entries(), page.next(), format, AuditEncoder::administrationCsv))
        .onFailure(context::fail);
  }

  private Future<Page> page(User asking, Wanted wanted) {
    if (asking.isOperator()) {
      return pages.all(wanted);
    }
    if (wanted.kind() == Kind.SESSIONS) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "kind: users or sites expected of an admin of some sites, got sessions");
    }
    return pages.ofSites(wanted, new SightOfSites(asking.sites()));
  }

  private static Optional<Kind> kind(String text) {
    return Arrays.stream(Kind.values()).filter(kind -> kind.key().equals(text)).findFirst();
  }
}
