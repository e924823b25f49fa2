package dev.replyguard.store.redis;

import dev.replyguard.domain.Comment;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Ruling;
import dev.replyguard.store.StoreException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stored comment as it is read: from the fields of its hash, or from an earlier revision. */
final class StoredComments {
  /** What is read of the hash, in this order: first what every comment has. */
  static final List<String> FIELDS =
      List.of(
          "comment", "decision", "recordedAt", "revision", "ruling", "group", "sample", "blind");

  private static final int REQUIRED = 4;

  private static final String WHAT = "revision";
  private static final int VERSION = 1;

  private StoredComments() {}

  /** The comment of which the {@link #FIELDS} are; empty where all are nil. */
  static Optional<RecordedComment> read(String site, String id, List<RedisReply> fields) {
    List<RedisReply> required = fields.subList(0, REQUIRED);
    if (required.stream().allMatch(RedisReply::isNil)) {
      return Optional.empty();
    }
    if (required.stream().anyMatch(RedisReply::isNil)) {
      throw new StoreException(StoreException.Kind.FAILED, "stored comment is incomplete");
    }
    return Optional.of(
        new RecordedComment(
            CommentCodec.decode(site, id, fields.get(0).text()),
            DecisionCodec.decode(fields.get(1).text()),
            Instant.ofEpochMilli(whole("recordedAt", fields.get(2))),
            number("revision", fields.get(3)),
            fields.get(4).isNil() ? null : RulingCodec.decode(fields.get(4).text()),
            fields.get(5).isNil() ? null : fields.get(5).text(),
            !fields.get(6).isNil() || !fields.get(7).isNil()));
  }

  /** The latest revision and those before it, each once, the latest first. */
  static List<RecordedComment> history(Optional<RecordedComment> latest, List<RedisReply> earlier) {
    if (latest.isEmpty()) {
      return List.of();
    }
    List<RecordedComment> history = new ArrayList<>();
    history.add(latest.get());
    for (RedisReply json : earlier) {
      RecordedComment revision =
          StoredJson.read(
              WHAT, json.text(), VERSION, revised -> read(latest.get().comment(), revised));
      if (revision.revision() < history.get(history.size() - 1).revision()) {
        history.add(revision);
      }
    }
    return List.copyOf(history);
  }

  private static RecordedComment read(Comment latest, JsonObject revision) {
    return new RecordedComment(
        CommentCodec.decode(latest.site(), latest.id(), revision.getJsonObject("comment")),
        DecisionCodec.decode(revision.getJsonObject("decision")),
        Instant.ofEpochMilli(revision.getLong("recordedAt")),
        revision.getInteger("revision"),
        ruling(revision.getJsonObject("ruling")),
        null,
        false);
  }

  private static @Nullable Ruling ruling(@Nullable JsonObject ruling) {
    return ruling == null ? null : RulingCodec.decode(ruling.encode());
  }

  /** A field that is a whole number. */
  static int number(String field, RedisReply reply) {
    return Math.toIntExact(whole(field, reply));
  }

  private static long whole(String field, RedisReply reply) {
    try {
      return Long.parseLong(reply.text());
    } catch (NumberFormatException e) {
      throw new StoreException(
          StoreException.Kind.FAILED,
          "stored comment cannot be read: " + field + " is no number",
          e);
    }
  }
}
