package dev.replyguard.store.redis;

import dev.replyguard.store.AuditEntry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Entries of the audit trail that name nobody any longer, as {@code lib/redact.lua} keeps them
 * beside the stream: members of a sorted set, in the order of their padded ids.
 */
final class RedactedEntries {
  private static final int HALF = 15;
  private static final int PADDED = 2 * HALF + 1;

  // No member has one: after its id comes a blank.
  private static final String AFTER_ALL_OF_IT = "~";

  private RedactedEntries() {}

  /**
   * The entries of the stream and these, in order.
   *
   * @param first and {@code last}: as XRANGE takes them, an exclusive bound after "("
   * @param stream the entries of the stream within the same bounds
   */
  static Future<List<AuditEntry>> merged(
      RedisLinks redis,
      String site,
      String first,
      String last,
      int limit,
      Future<List<AuditEntry>> stream) {
    Request request =
        Request.cmd(Command.ZRANGE)
            .arg(Keys.redactedAudit(site))
            .arg(lower(first))
            .arg(upper(last))
            .arg("BYLEX")
            .arg("LIMIT")
            .arg(0)
            .arg(limit);
    Future<List<AuditEntry>> redacted =
        redis
            .send("audit_redacted", Keys.redactedAudit(site), request)
            .map(reply -> reply.elements().stream().map(member -> read(member.text())).toList());
    return Future.all(stream, redacted)
        .map(all -> inOrder(stream.result(), redacted.result(), limit));
  }

  private static List<AuditEntry> inOrder(
      List<AuditEntry> stream, List<AuditEntry> redacted, int limit) {
    if (redacted.isEmpty()) {
      return stream;
    }
    List<AuditEntry> all = new ArrayList<>(stream);
    all.addAll(redacted);
    all.sort(Comparator.comparing(entry -> padded(entry.id())));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private static AuditEntry read(String member) {
    String id =
        stripped(member.substring(0, HALF)) + "-" + stripped(member.substring(HALF + 1, PADDED));
    return RedisAuditStore.redacted(id, member.substring(PADDED + 1));
  }

  private static String lower(String first) {
    return first.startsWith("(")
        ? "(" + padded(first.substring(1)) + AFTER_ALL_OF_IT
        : "[" + padded(first);
  }

  private static String upper(String last) {
    return last.startsWith("(")
        ? "(" + padded(last.substring(1))
        : "[" + padded(last) + AFTER_ALL_OF_IT;
  }

  /** The id with both numbers of the same length; one without a second number is the first. */
  static String padded(String id) {
    int dash = id.indexOf('-');
    long millis = Long.parseLong(dash < 0 ? id : id.substring(0, dash));
    long number = dash < 0 ? 0 : Long.parseLong(id.substring(dash + 1));
    return String.format(Locale.ROOT, "%015d-%015d", millis, number);
  }

  private static String stripped(String digits) {
    return Long.toString(Long.parseLong(digits));
  }
}
