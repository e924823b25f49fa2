package dev.replyguard.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a comment and that its site may want to know.
 *
 * @param id its place among the site's events
 * @param type what has happened
 * @param site the site's id
 * @param comment the comment's id
 * @param revision the comment's revision, from 1
 * @param verdict what holds since then
 * @param previous what held before, null where there was nothing
 * @param by who or what did it
 * @param reason why, one of the closed list that belongs to the type, or null
 * @param means how the decision of a person came about, or null
 * @param at when
 */
public record CommentEvent(
    EventId id,
    Type type,
    String site,
    String comment,
    int revision,
    Verdict verdict,
    @Nullable Verdict previous,
    Actor by,
    @Nullable String reason,
    Ruling.@Nullable Means means,
    Instant at) {

  /** What happens to comments. */
  public enum Type {
    /** The service has judged a new comment, or a new text of one. */
    JUDGED("comment.judged"),
    /** A person has decided, or the site itself has. */
    DECIDED("comment.decided"),
    /** A decision was taken back: what held before holds again. */
    UNDONE("comment.undone"),
    /** A comment that had been decided waits for a moderator again. */
    REOPENED("comment.reopened"),
    /** A reader has reported it. */
    REPORTED("comment.reported"),
    /** A moderator has handed it over to another. */
    ESCALATED("comment.escalated");

    private final String key;

    Type(String key) {
      this.key = key;
    }

    /** The name on the wire. */
    public String key() {
      return key;
    }

    /** The type of that name. */
    public static Optional<Type> ofKey(String key) {
      return Arrays.stream(values()).filter(type -> type.key.equals(key)).findFirst();
    }
  }
}
