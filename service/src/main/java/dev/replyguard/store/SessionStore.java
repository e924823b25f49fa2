package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** The sessions that are open. A token is never stored: they are found by its digest. */
public interface SessionStore {

  /** Stores a session; it ends unless it is used within {@code idle}. */
  Future<Void> open(String digest, Session session, Duration idle);

  /** The session, which may go unused for {@code idle} again; empty where it has ended. */
  Future<Optional<Session>> use(String digest, Duration idle);

  /** The session, which is not used by that; empty where it has ended. */
  Future<Optional<Session>> peek(String digest);

  /** Ends the session; does nothing where there is none. */
  Future<Void> close(String digest);
}
