package dev.replyguard.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.replyguard.pipeline.WorkerPool;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords: Argon2id with what OWASP recommends, on workers of their own, since
 * each takes tens of milliseconds and 19 MiB. Safe for use by every thread.
 */
public final class Passwords {
  /** The fewest characters of a password. */
  public static final int MIN_LENGTH = 8;

  /** The most characters of a password. */
  public static final int MAX_LENGTH = 200;

  private static final int SALT_BYTES = 16;
  // 19 MiB, 2 passes, 1 lane.
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  /** What a password is checked against where there is no user: of no password that is known. */
  static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHkhIQ"
          + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final WorkerPool workers;

  /** Passwords that are hashed by {@code workers}. */
  public Passwords(WorkerPool workers) {
    this.workers = workers;
  }

  /** The hash in its own self-describing format; never of the same password twice the same. */
  public Future<String> hash(String password) {
    return workers.submit(givenUp -> hashed(password));
  }

  /**
   * Whether the password is the one of that hash. Takes as long where there is none, that nobody
   * can tell by the time whether a user exists.
   */
  public Future<Boolean> matches(String password, @Nullable String hash) {
    String against = hash == null ? NOBODYS : hash;
    return workers.submit(
        givenUp ->
            Password.check(password, against).with(Argon2Function.getInstanceFromHash(against))
                && hash != null);
  }

  private static String hashed(String password) {
    // Made when needed: Password4j keeps the memory of every such function for good.
    Argon2Function argon2 =
        Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult();
  }
}
