package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Site;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.Subject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** What goes into the audit trail: who decided what, when and why; never a comment's words. */
final class AuditEvents {
  private static final int VERSION = 1;

  private AuditEvents() {}

  /** The pipeline has judged a comment. */
  static String decided(Comment comment, Decision decision, Instant at) {
    return about("decided", Actor.PIPELINE, comment, decision, at)
        .put("verdict", decision.verdict().key())
        .encode();
  }

  /** An event of that type that names what it is about and what the service had decided. */
  static JsonObject about(String type, Actor by, Comment comment, Decision decision, Instant at) {
    JsonArray rules = new JsonArray();
    decision.reasons().forEach(reason -> rules.add(reason.stage().key() + "/" + reason.rule()));
    JsonObject event =
        event(type, by, comment.id(), at)
            .put("rules", rules)
            .put("model", decision.model())
            .put("policy", decision.policy())
            .put("written", comment.createdAt().toString());
    StoredJson.put(event, "language", decision.detectedLanguage());
    return event;
  }

  /** An event of that type about a comment of that id. */
  static JsonObject event(String type, Actor by, String commentId, Instant at) {
    return StoredJson.ofVersion(VERSION)
        .put("type", type)
        .put("by", by.id())
        .put("comment", commentId)
        .put("at", at.toString());
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
    return event.put("at", entry.at().toString()).encode();
  }

  /** An author was taken off a list. */
  static String unlisted(String entryId, Actor by, Instant at) {
    return StoredJson.ofVersion(VERSION)
        .put("type", "unlisted")
        .put("by", by.id())
        .put("entry", entryId)
        .put("at", at.toString())
        .encode();
  }

  /** A person was forgotten, as far as {@code removed} says. */
  static String erased(
      Subject subject, Actor by, boolean complete, Map<String, Long> removed, Instant at) {
    JsonObject event = ofSubject("erased", subject, by).put("complete", complete);
    removed.forEach(event::put);
    return event.put("at", at.toString()).encode();
  }

  /** What is kept of a person was handed out. */
  static String exported(Subject subject, Actor by, Instant at) {
    return ofSubject("exported", subject, by).put("at", at.toString()).encode();
  }

  private static JsonObject ofSubject(String type, Subject subject, Actor by) {
    return StoredJson.ofVersion(VERSION)
        .put("type", type)
        .put("by", by.id())
        .put("subject", String.join(" ", subject.digests()));
  }

  /** A site, or one of its keys, was added or changed. */
  static String ofSite(Site site, SiteStore.Note note, Instant at) {
    JsonObject event =
        StoredJson.ofVersion(VERSION)
            .put("type", note.type())
            .put("by", note.by().id())
            .put("site", site.id());
    StoredJson.put(event, "key", note.key());
    return event.put("at", at.toString()).encode();
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
    return event.put("at", version.at().toString()).encode();
  }
}
