package dev.replyguard.store;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;

/**
 * One attempt to deliver an event, as a webhook's log has it.
 *
 * @param event the event's id
 * @param type what it told of
 * @param comment the comment's id
 * @param number which attempt it was, from 1
 * @param attempt how it went
 * @param outcome what followed from it
 */
public record LoggedAttempt(
    EventId event,
    CommentEvent.Type type,
    String comment,
    int number,
    Attempt attempt,
    Outcome outcome) {

  /** What followed from an attempt. */
  public enum Outcome {
    /** The receiver has taken the event. */
    DELIVERED("delivered"),
    /** It is sent again later. */
    RETRY("retry"),
    /** It was given up. */
    DEAD("dead");

    private final String key;

    Outcome(String key) {
      this.key = key;
    }

    /** The name on the wire and in the store. */
    public String key() {
      return key;
    }

    /**
     * The outcome of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Outcome ofKey(String key) {
      for (Outcome outcome : values()) {
        if (outcome.key.equals(key)) {
          return outcome;
        }
      }
      throw new IllegalArgumentException("outcome: one of the known ones expected");
    }
  }
}
