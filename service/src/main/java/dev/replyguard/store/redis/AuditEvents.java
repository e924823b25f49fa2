package dev.replyguard.store.redis;

import dev.replyguard.domain.Decision;
import io.vertx.core.json.JsonArray;
import java.time.Instant;

/** What goes into the audit trail: who decided what, when and why; never a comment's words. */
final class AuditEvents {
  private static final int VERSION = 1;

  private AuditEvents() {}

  /** The pipeline has judged a comment. */
  static String decided(String commentId, Decision decision, Instant at) {
    JsonArray rules = new JsonArray();
    decision.reasons().forEach(reason -> rules.add(reason.stage().key() + "/" + reason.rule()));
    return StoredJson.ofVersion(VERSION)
        .put("type", "decided")
        .put("by", "pipeline")
        .put("comment", commentId)
        .put("verdict", decision.verdict().key())
        .put("rules", rules)
        .put("model", decision.model())
        .put("policy", decision.policy())
        .put("at", at.toString())
        .encode();
  }
}
