package dev.replyguard.http.v1;

import dev.replyguard.http.ApiOperation;
import dev.replyguard.store.AdministrationAudit;
import java.util.List;

/** The operations about the installation as a whole, for one event loop. */
public final class AdministrationOperations {
  private final ExportAdministration export;

  /** The operations over their collaborators. */
  public AdministrationOperations(AdministrationAudit audit) {
    this.export = new ExportAdministration(audit);
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(new ApiOperation("exportAdministration", 0, export));
  }
}
