package dev.replyguard.store.redis;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.SimHash;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Removal;
import dev.replyguard.store.Subject;
import dev.replyguard.store.TextTrace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together the arguments of {@code remove_comment.lua}, and reads what it returns. */
final class RemovalCall {
  // Beyond that, of many revisions, they end by themselves within the hours of the rule.
  private static final int MAX_NAMES = 1_000;

  private final KeyedHash hash;
  private final AuthorIdentities identities;

  RemovalCall(KeyedHash hash) {
    this.hash = hash;
    this.identities = new AuthorIdentities(hash);
  }

  /**
   * The arguments of one call.
   *
   * @param name what stands for the comment in the audit trail from now on
   * @param further how many entries of the audit trail were redacted that the comment does not
   *     list; -1 where nobody has looked for them
   * @param quotes how many copies of its text are gone already
   */
  record Arguments(
      String id,
      int revision,
      Removal.Why why,
      String derived,
      String name,
      int further,
      int quotes) {

    List<String> all() {
      return List.of(
          id,
          Integer.toString(revision),
          why.name().toLowerCase(Locale.ROOT),
          derived,
          name,
          further < 0 ? "0" : "1");
    }

    /** As before, after the audit trail was looked through. */
    Arguments lookedThrough(int entries) {
      return new Arguments(id, revision, why, derived, name, entries, quotes);
    }

    /** As before, after so many more copies of its text are gone. */
    Arguments unquoted(int more) {
      return new Arguments(id, revision, why, derived, name, further, quotes + more);
    }

    /** How many entries of the audit trail were redacted beside those that the comment lists. */
    int redacted() {
      return Math.max(0, further);
    }
  }

  /**
   * The arguments.
   *
   * @param cached the digests of the cached assessments of its texts, as far as they are known
   */
  Arguments arguments(
      String id,
      List<RecordedComment> history,
      List<TextTrace> traces,
      Removal.Why why,
      Subject subject,
      List<String> cached,
      String name) {
    Set<String> whose = new LinkedHashSet<>(subject.identities());
    Set<String> authors = new LinkedHashSet<>();
    Set<String> parents = new LinkedHashSet<>();
    for (RecordedComment revision : history) {
      Comment comment = revision.comment();
      List<String> known = identities.ofHidden(comment.author());
      whose.addAll(known);
      known.forEach(identity -> authors.add(Long.toString(Waiting.authorNumber(identity))));
      if (comment.parent().id() != null) {
        parents.add(comment.parent().id());
      }
    }
    JsonObject derived =
        new JsonObject()
            .put("identities", array(whose))
            .put("authors", array(authors))
            .put("bands", bands(traces))
            .put("digests", array(traces.stream().map(TextTrace::digest).distinct().toList()))
            .put("once", array(once(history, cached)))
            .put("gone", array(gone(cached)))
            .put("parents", array(parents));
    int revision = history.isEmpty() ? 0 : history.get(0).revision();
    return new Arguments(id, revision, why, derived.encode(), name, -1, 0);
  }

  private static JsonArray bands(List<TextTrace> traces) {
    Set<Object> bands = new LinkedHashSet<>();
    for (TextTrace trace : traces) {
      SimHash simHash = trace.simHash();
      if (simHash != null) {
        NearDuplicates.fingerprint(simHash).getJsonArray("bands").forEach(bands::add);
      }
    }
    return new JsonArray(List.copyOf(bands));
  }

  /** By whom and where a text was repeated is a part of the name: of each revision, each text. */
  private Set<String> once(List<RecordedComment> history, List<String> cached) {
    Set<String> names = new LinkedHashSet<>();
    for (RecordedComment revision : history) {
      Comment comment = revision.comment();
      String id = comment.article().id();
      String where = id == null ? comment.article().url() : id;
      List<String> known = identities.ofHiddenPerson(comment.author());
      @Nullable String person = known.isEmpty() ? null : known.get(0);
      for (String text : cached) {
        for (DuplicateRule.Scope scope : DuplicateRule.Scope.values()) {
          names.add("duplicate:" + LookUpCall.duplicateDigest(hash, scope, text, person, where));
        }
      }
      if (names.size() > MAX_NAMES) {
        break;
      }
    }
    return names;
  }

  private static List<String> gone(List<String> cached) {
    return cached.stream()
        .flatMap(digest -> Stream.of("cache:" + digest, "flood:text:" + digest))
        .toList();
  }

  private static JsonArray array(Collection<String> values) {
    return new JsonArray(List.copyOf(values));
  }

  /** What the script says at last, after what earlier calls have done. */
  static Removal outcome(List<RedisReply> words, Arguments arguments) {
    return switch (words.get(0).text()) {
      case "removed" ->
          new Removal.Removed(
              (int) words.get(1).number(),
              arguments.redacted() + (int) words.get(2).number(),
              (int) words.get(3).number(),
              words.get(4).number() == 1,
              arguments.quotes() + (int) words.get(5).number());
      case "waiting" -> new Removal.Waits();
      case "changed" -> new Removal.Changed();
      default -> new Removal.Missing();
    };
  }
}
