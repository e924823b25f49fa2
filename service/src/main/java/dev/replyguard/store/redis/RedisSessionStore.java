package dev.replyguard.store.redis;

import dev.replyguard.store.Session;
import dev.replyguard.store.SessionStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The sessions, each in a hash of its own that expires when the session goes unused. */
final class RedisSessionStore implements SessionStore {
  private final RedisLinks redis;
  private final InstantSource clock;

  RedisSessionStore(RedisLinks redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<Void> open(String digest, Session session, Duration idle) {
    long left = Math.min(idle.toMillis(), session.endsAt().toEpochMilli() - clock.millis());
    List<String> arguments =
        List.of(
            session.user(),
            session.generation(),
            Long.toString(session.endsAt().toEpochMilli()),
            Long.toString(left));
    return redis.run(Script.OPEN_SESSION, List.of(Keys.session(digest)), arguments).mapEmpty();
  }

  @Override
  public Future<Optional<Session>> use(String digest, Duration idle) {
    List<String> arguments = List.of(Long.toString(clock.millis()), Long.toString(idle.toMillis()));
    return redis
        .run(Script.USE_SESSION, List.of(Keys.session(digest)), arguments)
        .map(reply -> reply.isNil() ? Optional.empty() : Optional.of(session(reply.elements())));
  }

  @Override
  public Future<Optional<Session>> peek(String digest) {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(Keys.session(digest))
            .arg("user")
            .arg("generation")
            .arg("endsAt");
    return redis
        .send("peek_session", Keys.session(digest), request)
        .map(reply -> reply.elements())
        .map(
            fields ->
                fields.get(0).isNil() ? Optional.<Session>empty() : Optional.of(session(fields)))
        .map(found -> found.filter(session -> session.endsAt().isAfter(clock.instant())));
  }

  private static Session session(List<RedisReply> fields) {
    return new Session(
        fields.get(0).text(),
        fields.get(1).text(),
        Instant.ofEpochMilli(Long.parseLong(fields.get(2).text())));
  }

  @Override
  public Future<Void> close(String digest) {
    return redis
        .write(
            "close_session",
            Keys.session(digest),
            Request.cmd(Command.DEL).arg(Keys.session(digest)))
        .mapEmpty();
  }
}
