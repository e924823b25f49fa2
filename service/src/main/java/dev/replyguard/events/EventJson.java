package dev.replyguard.events;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import io.vertx.core.json.JsonObject;

/**
 * An event as it is sent out, schema {@code Event} of the contract. It never holds a comment's
 * words, a note, or who a reader is.
 */
public final class EventJson {
  private EventJson() {}

  /** The event; fields that it does not have are left out. */
  public static JsonObject of(CommentEvent event) {
    JsonObject json =
        new JsonObject()
            .put("id", event.id().toString())
            .put("type", event.type().key())
            .put("site", event.site())
            .put("comment", event.comment())
            .put("revision", event.revision())
            .put("verdict", event.verdict().key());
    if (event.previous() != null) {
      json.put("previousVerdict", event.previous().key());
    }
    json.put("by", by(event.by()));
    if (event.reason() != null) {
      json.put("reason", event.reason());
    }
    if (event.means() != null) {
      json.put("means", event.means().key());
    }
    return json.put("at", event.at().toString());
  }

  private static JsonObject by(Actor actor) {
    JsonObject by = new JsonObject().put("kind", actor.kind().key());
    boolean named = actor.isNamedPerson() || actor.kind() == Actor.Kind.SITE;
    return named ? by.put("name", actor.name()) : by;
  }
}
