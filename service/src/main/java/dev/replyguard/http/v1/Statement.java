package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.AuditEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of reasons has to tell of a comment that is not published: Article 17(3) of
 * Regulation (EU) 2022/2065. Where people can turn is the publisher's to add.
 */
final class Statement {
  private static final String VERDICT = "verdict";
  private static final String REASON = "reason";

  private Statement() {}

  /** The fields by name; empty where the entry restricts nothing. */
  static Optional<Map<String, String>> of(AuditEntry entry) {
    boolean automated = entry.by().kind() == Actor.Kind.PIPELINE;
    boolean decides = entry.type().equals("decided") || entry.type().equals("ruled");
    Map<String, String> known = entry.details();
    if (!decides || !"reject".equals(known.get(VERDICT))) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("restriction", "not_published");
    String reason = known.get(REASON);
    fields.put("ground", "illegal".equals(reason) ? "illegal_content" : "terms_and_conditions");
    put(fields, "category", reason);
    put(fields, "facts", String.join(" ", entry.rules()));
    put(fields, "explanation", known.get("note"));
    fields.put("reported", Boolean.toString(known.containsKey("reports")));
    fields.put("automatedDetection", Boolean.toString(automated || !entry.rules().isEmpty()));
    fields.put("automatedDecision", Boolean.toString(automated));
    put(fields, "language", known.get("language"));
    put(fields, "writtenAt", known.get("written"));
    fields.put("decidedAt", entry.at().toString());
    return Optional.of(fields);
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      fields.put(name, value);
    }
  }
}
