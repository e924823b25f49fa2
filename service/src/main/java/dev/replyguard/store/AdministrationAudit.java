package dev.replyguard.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the installation was administered, and who signed in and out; it is only ever added to, and
 * holds no secret. Changes of users and sites are added in one step with the change itself.
 */
public interface AdministrationAudit {

  /** What it is about. */
  enum Kind {
    /** Users added, changed and removed. */
    USERS,
    /** Sites and their keys added, changed and removed. */
    SITES,
    /** Attempts to sign in, and sign-outs; of these the latest 100,000 are kept. */
    SESSIONS;

    /** The name on the wire, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of an attempt to sign in.
   *
   * @param type {@code signedIn}, {@code signInRefused} or {@code signInLocked}
   * @param way how, such as {@code password}
   * @param user whom it is about, where there is such a user; else null
   * @param reason why not, or null
   */
  record SignInNote(
      String type, Origin origin, String way, @Nullable String user, @Nullable String reason) {}

  /** Adds what became of an attempt to sign in. */
  Future<Void> add(SignInNote note);

  /** Adds that a user has ended one session of his or hers. */
  Future<Void> addSignOut(String user, Origin origin);

  /** A page, as {@link AuditStore#page} has it. */
  Future<List<AuditEntry>> page(
      Kind kind, Instant from, Instant before, @Nullable String after, int limit);
}
