package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.store.AuditEntry;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes entries of the audit trail: as JSON, one a line, or as CSV (RFC 4180). */
final class AuditEncoder {
  private static final List<String> DETAILS =
      List.of(
          "verdict",
          "previous",
          "reason",
          "note",
          "means",
          "model",
          "policy",
          "language",
          "written",
          "to",
          "list",
          "entry",
          "expiresAt",
          "version",
          "restored",
          "waited",
          "reports",
          "second",
          "webhook",
          "host",
          "paused",
          "from");
  private static final List<String> STATEMENT =
      List.of(
          "restriction",
          "ground",
          "category",
          "facts",
          "explanation",
          "reported",
          "automatedDetection",
          "automatedDecision",
          "decidedAt");
  private static final List<String> ADMINISTRATION =
      List.of(
          "from",
          "user",
          "role",
          "sites",
          "allSites",
          "disabled",
          "site",
          "key",
          "scopes",
          "expiresAt",
          "way",
          "reason",
          "changed",
          "sessionsEnded",
          "formerSites");
  private static final String END = "\r\n";

  private AuditEncoder() {}

  /** One JSON object a line. */
  static Buffer lines(List<AuditEntry> entries) {
    Buffer lines = Buffer.buffer();
    for (AuditEntry entry : entries) {
      lines.appendBuffer(JsonWriter.write(512, json -> write(json, entry))).appendString("\n");
    }
    return lines;
  }

  /** A table with a line of names; what a spreadsheet would take for a formula is made a text. */
  static Buffer csv(List<AuditEntry> entries) {
    StringBuilder table = new StringBuilder("id,type,by,at,comment,rules");
    DETAILS.forEach(name -> table.append(',').append(name));
    STATEMENT.forEach(name -> table.append(",statement.").append(name));
    table.append(END);
    for (AuditEntry entry : entries) {
      List<String> cells = new ArrayList<>();
      cells.add(entry.id());
      cells.add(entry.type());
      cells.add(entry.by().id());
      cells.add(entry.at().toString());
      cells.add(entry.comment() == null ? "" : entry.comment());
      cells.add(String.join(" ", entry.rules()));
      DETAILS.forEach(name -> cells.add(entry.details().getOrDefault(name, "")));
      Map<String, String> statement = Statement.of(entry).orElse(Map.of());
      STATEMENT.forEach(name -> cells.add(statement.getOrDefault(name, "")));
      table.append(String.join(",", cells.stream().map(AuditEncoder::cell).toList())).append(END);
    }
    return Buffer.buffer(table.toString());
  }

  /** The same of what was done to users, sites and sessions. */
  static Buffer administrationCsv(List<AuditEntry> entries) {
    StringBuilder table = new StringBuilder("id,type,by,at");
    ADMINISTRATION.forEach(name -> table.append(',').append(name));
    table.append(END);
    for (AuditEntry entry : entries) {
      List<String> cells = new ArrayList<>();
      cells.add(entry.id());
      cells.add(entry.type());
      cells.add(entry.by().id());
      cells.add(entry.at().toString());
      ADMINISTRATION.forEach(name -> cells.add(entry.details().getOrDefault(name, "")));
      table.append(String.join(",", cells.stream().map(AuditEncoder::cell).toList())).append(END);
    }
    return Buffer.buffer(table.toString());
  }

  /** Writes one entry as an object. */
  static void write(JsonGenerator json, AuditEntry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", entry.id());
    json.writeStringField("type", entry.type());
    json.writeStringField("by", entry.by().id());
    json.writeStringField("at", entry.at().toString());
    JsonWriter.writeKnown(json, "comment", entry.comment());
    if (!entry.rules().isEmpty()) {
      json.writeArrayFieldStart("rules");
      for (String rule : entry.rules()) {
        json.writeString(rule);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("details");
    for (Map.Entry<String, String> detail : entry.details().entrySet()) {
      json.writeStringField(detail.getKey(), detail.getValue());
    }
    json.writeEndObject();
    Optional<Map<String, String>> statement = Statement.of(entry);
    if (statement.isPresent()) {
      json.writeObjectFieldStart("statement");
      for (Map.Entry<String, String> field : statement.get().entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String cell(String value) {
    String safe =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
