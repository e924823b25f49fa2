package dev.replyguard.store;

import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The sites' webhooks and what is to be sent to them. An event is put down for every webhook in one
 * step with the change that it tells of; at most {@value #MAX_PENDING} may be pending for each.
 */
public interface WebhookStore {
  /** How many events may be pending for one webhook; further ones are dropped, and counted. */
  int MAX_PENDING = 100_000;

  /** How many events that were given up are kept for each, the latest. */
  int MAX_DEAD = 1_000;

  /** How many attempts are kept in the log of each, the latest. */
  int MAX_LOGGED = 200;

  /** The site's webhooks, by their age. */
  Future<List<Webhook>> of(String site);

  /** The webhook of that id. */
  Future<Optional<Webhook>> find(String site, String id);

  /** How it fares. */
  Future<WebhookState> state(Webhook webhook);

  /** Adds it; false where the site has {@link Webhook#MAX_OF_A_SITE} already. */
  Future<Boolean> add(Origin by, Webhook webhook);

  /**
   * Changes a webhook; where somebody else changes it at the same time, neither change is lost.
   *
   * @param type what is done, in the site's audit trail
   * @param change may be called again
   * @return as it is now; empty where there is none
   */
  Future<Optional<Webhook>> change(
      Origin by, String type, String site, String id, UnaryOperator<Webhook> change);

  /** Removes it with all that was to be sent to it; false where there is none. */
  Future<Boolean> remove(Origin by, String site, String id);

  /**
   * Takes events that are due, of each comment the oldest only. Until {@code lease} has passed
   * nobody else is given them.
   *
   * @param limit how many at most
   */
  Future<List<Delivery>> take(Webhook webhook, Duration lease, int limit);

  /**
   * Notes that an event was delivered. This and the other outcomes are passed over where the lease
   * has ended and somebody else has taken the event.
   */
  Future<Void> delivered(Webhook webhook, Delivery delivery, Attempt attempt);

  /** Notes that an attempt has failed, and when the next one is. */
  Future<Void> retry(Webhook webhook, Delivery delivery, Attempt attempt, Instant next);

  /** Gives an event up; the comment's later ones are sent. */
  Future<Void> giveUp(Webhook webhook, Delivery delivery, Attempt attempt);

  /** Gives an event back before its lease ends: nobody knows whether it arrived. */
  Future<Void> release(Webhook webhook, Delivery delivery);

  /** The latest attempts, the last one first, at most {@code limit}. */
  Future<List<LoggedAttempt>> log(String site, String id, int limit);

  /** The events that were given up, the latest first, at most {@code limit}. */
  Future<List<DeadLetter>> deadLetters(String site, String id, int limit);

  /**
   * Puts events down once more that were given up, or that are still kept.
   *
   * @return how many of them will be sent; empty where there is no such webhook
   */
  Future<Optional<Integer>> redeliver(String site, String id, List<EventId> events);
}
