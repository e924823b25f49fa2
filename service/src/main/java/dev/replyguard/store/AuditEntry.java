package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, as the audit trail has it.
 *
 * @param id its place in the trail; ids rise with time
 * @param type what was done, such as "decided" by the service
 * @param by who did it
 * @param at when
 * @param comment the comment that it is about, or null
 * @param rules stage and rule of the service's reasons, such as {@code policy/insult.hold}
 * @param details what else is known, by name, in order of the names
 */
public record AuditEntry(
    String id,
    String type,
    Actor by,
    Instant at,
    @Nullable String comment,
    List<String> rules,
    Map<String, String> details) {

  public AuditEntry {
    rules = List.copyOf(rules);
  }
}
