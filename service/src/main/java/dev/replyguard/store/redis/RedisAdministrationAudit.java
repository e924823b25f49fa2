package dev.replyguard.store.redis;

import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.AuditEntry;
import dev.replyguard.store.Origin;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trails of the installation, a stream each. */
final class RedisAdministrationAudit implements AdministrationAudit {
  // Whoever guesses passwords must not fill Redis.
  private static final int MAX_SESSIONS = 100_000;

  private final RedisLinks redis;
  private final InstantSource clock;

  RedisAdministrationAudit(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Void> add(SignInNote note) {
    JsonObject event = AuditEvents.by(note.type(), note.origin()).put("way", note.way());
    StoredJson.put(event, "user", note.user());
    StoredJson.put(event, "reason", note.reason());
    return add(event);
  }

  @Override
  public Future<Void> addSignOut(String user, Origin origin) {
    return add(AuditEvents.by("signedOut", origin).put("user", user));
  }

  private Future<Void> add(JsonObject event) {
    Request request =
        Request.cmd(Command.XADD)
            .arg(Keys.SESSIONS_AUDIT)
            .arg("MAXLEN")
            .arg("~")
            .arg(MAX_SESSIONS)
            .arg("*")
            .arg("event")
            .arg(StoredJson.putTime(event, "at", clock.instant()).encode());
    return redis.write("add_audit", Keys.SESSIONS_AUDIT, request).mapEmpty();
  }

  @Override
  public Future<List<AuditEntry>> page(
      Kind kind, Instant from, Instant before, @Nullable String after, int limit) {
    String key =
        switch (kind) {
          case USERS -> Keys.USERS_AUDIT;
          case SITES -> Keys.SITES_AUDIT;
          case SESSIONS -> Keys.SESSIONS_AUDIT;
        };
    return RedisAuditStore.page(redis, key, from, before, after, limit);
  }
}
