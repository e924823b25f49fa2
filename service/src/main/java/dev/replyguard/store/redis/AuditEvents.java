package dev.replyguard.store.redis;

import static java.util.stream.Collectors.joining;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.Webhook;
import dev.replyguard.store.ErasureStore.Erasure;
import dev.replyguard.store.Origin;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.Subject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes into the audit trail: who decided what, when and why; never a comment's words. */
final class AuditEvents {
  /** In 1, times were texts, and where there were no rules their empty list was written. */
  static final int VERSION = 2;

  private AuditEvents() {}

  /** The pipeline has judged a comment. */
  static String decided(Comment comment, Decision decision, Instant at) {
    return about("decided", Actor.PIPELINE, comment, decision, at)
        .put("verdict", decision.verdict().key())
        .encode();
  }

  /** An event of that type that names what it is about and what the service had decided. */
  static JsonObject about(String type, Actor by, Comment comment, Decision decision, Instant at) {
    JsonObject event = event(type, by, comment.id(), at);
    if (!decision.reasons().isEmpty()) {
      JsonArray rules = new JsonArray();
      decision.reasons().forEach(reason -> rules.add(reason.stage().key() + "/" + reason.rule()));
      event.put("rules", rules);
    }
    event.put("model", decision.model()).put("policy", decision.policy());
    StoredJson.putTime(event, "written", comment.createdAt());
    StoredJson.put(event, "language", decision.detectedLanguage());
    return event;
  }

  /** An event of that type about a comment of that id. */
  static JsonObject event(String type, Actor by, String commentId, Instant at) {
    JsonObject event =
        StoredJson.ofVersion(VERSION)
            .put("type", type)
            .put("by", by.id())
            .put("comment", commentId);
    return StoredJson.putTime(event, "at", at);
  }

  /** An author was put on a list. */
  static String listed(ListEntry entry) {
    JsonObject event =
        StoredJson.ofVersion(VERSION)
            .put("type", "listed")
            .put("by", entry.by().id())
            .put("list", entry.list().key())
            .put("entry", entry.id());
    StoredJson.put(event, "reason", entry.reason());
    Instant expiresAt = entry.expiresAt();
    StoredJson.put(event, "expiresAt", expiresAt == null ? null : expiresAt.toString());
    return StoredJson.putTime(event, "at", entry.at()).encode();
  }

  /** An author was taken off a list. */
  static String unlisted(String entryId, Actor by, Instant at) {
    JsonObject event =
        StoredJson.ofVersion(VERSION)
            .put("type", "unlisted")
            .put("by", by.id())
            .put("entry", entryId);
    return StoredJson.putTime(event, "at", at).encode();
  }

  /** A person was forgotten, as far as {@code removed} says. */
  static String erased(Erasure erasure, boolean complete, Map<String, Long> removed, Instant at) {
    JsonObject event =
        ofSubject("erased", erasure.subject(), erasure.by()).put("complete", complete);
    removed.forEach(event::put);
    if (erasure.resumed() > 0) {
      event.put("resumed", erasure.resumed()).put("requestedAt", erasure.requestedAt().toString());
    }
    return StoredJson.putTime(event, "at", at).encode();
  }

  /** What is kept of a person was handed out. */
  static String exported(Subject subject, Actor by, Instant at) {
    return StoredJson.putTime(ofSubject("exported", subject, by), "at", at).encode();
  }

  private static JsonObject ofSubject(String type, Subject subject, Actor by) {
    return StoredJson.ofVersion(VERSION)
        .put("type", type)
        .put("by", by.id())
        .put("subject", String.join(" ", subject.digests()));
  }

  /** An event of that type, by whom and from where; its time is still to be put. */
  static JsonObject by(String type, Origin origin) {
    JsonObject event = StoredJson.ofVersion(VERSION).put("type", type).put("by", origin.by().id());
    StoredJson.put(event, "from", origin.from());
    return event;
  }

  /** A site, or one of its keys, was added or changed. */
  static String ofSite(Site site, SiteStore.Note note, Instant at) {
    JsonObject event = by(note.type(), note.origin()).put("site", site.id());
    String key = note.key();
    if (key == null) {
      event.put("disabled", site.disabled());
    } else {
      event.put("key", key);
      site.key(key)
          .ifPresent(
              now -> {
                event.put(
                    "scopes", now.scopes().stream().map(Scope::key).sorted().collect(joining(" ")));
                event.put("disabled", now.disabled());
                Instant expiresAt = now.expiresAt();
                StoredJson.put(event, "expiresAt", expiresAt == null ? null : expiresAt.toString());
              });
    }
    return StoredJson.putTime(event, "at", at).encode();
  }

  /**
   * A webhook was added, changed or removed. Only the host of its address is told: what stands
   * behind is a secret with many receivers.
   */
  static String ofWebhook(
      String type, String id, @Nullable Webhook now, Origin origin, Instant at) {
    JsonObject event = by(type, origin).put("webhook", id);
    if (now != null) {
      event.put("host", String.valueOf(URI.create(now.url()).getHost()));
      event.put("paused", now.paused());
    }
    return StoredJson.putTime(event, "at", at).encode();
  }

  /** A policy version was stored. */
  static String policyStored(PolicyStore.Version version) {
    JsonObject event =
        StoredJson.ofVersion(VERSION)
            .put("type", "policy")
            .put("by", version.by().id())
            .put("version", version.number());
    StoredJson.put(event, "restored", version.restored());
    StoredJson.put(event, "note", version.note());
    return StoredJson.putTime(event, "at", version.at()).encode();
  }
}
