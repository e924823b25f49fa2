package dev.replyguard.store;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.policy.PolicyFormat;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of each site's policy; none is ever changed. */
public interface PolicyStore {
  /** How many versions a site may have. */
  int MAX_VERSIONS = 10_000;

  /**
   * What is known of a version beside its document.
   *
   * @param number from 1, without gaps
   * @param by who stored it
   * @param at when
   * @param note why, or null
   * @param restored the number of the version whose document this is again, or null
   */
  record Version(
      int number, Actor by, Instant at, @Nullable String note, @Nullable Integer restored) {}

  /**
   * A version with its document.
   *
   * @param version about it
   * @param format in what it is written
   * @param source the document, just as it was sent
   */
  record Stored(Version version, PolicyFormat format, String source) {}

  /**
   * A version to be.
   *
   * @param format in what it is written
   * @param source the document
   * @param by who stores it
   * @param note why, or null
   * @param restored the number of the version whose document this is, or null
   */
  record Draft(
      PolicyFormat format,
      String source,
      Actor by,
      @Nullable String note,
      @Nullable Integer restored) {}

  /** What came of storing a version. */
  sealed interface Put {

    /** It is the current one now. */
    record Done(Version version) implements Put {}

    /** Another one was current than was expected: it, or empty where there is none. */
    record Conflict(Optional<Version> current) implements Put {}

    /** There are {@link #MAX_VERSIONS} already. */
    record Full() implements Put {}
  }

  /** The number of the current version, 0 where the site has none. */
  Future<Integer> current(String site);

  /** The version of that number, or empty. */
  Future<Optional<Stored>> find(String site, int number);

  /**
   * Versions, the latest first, without gaps.
   *
   * @param newest the number of the first one
   * @param limit at most so many
   */
  Future<List<Version>> versions(String site, int newest, int limit);

  /**
   * Stores a version as the one after {@code expected}, and makes it the current one.
   *
   * @param expected the number of the current version as the author knows it, 0 for none
   */
  Future<Put> put(String site, int expected, Draft draft);
}
