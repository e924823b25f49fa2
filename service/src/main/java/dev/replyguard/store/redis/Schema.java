package dev.replyguard.store.redis;

import java.util.Comparator;
import java.util.List;

/**
 * Which forms of data this version reads and writes.
 *
 * <p>The version goes up where an earlier release could not read what is written from now on. It
 * needs a {@link Migration} only where this release could not read what was written before.
 *
 * @param oldest the oldest version that can be brought forward
 * @param current the version that is written
 * @param migrations those from {@code oldest} on, sorted by the version they lead to
 */
record Schema(int oldest, int current, List<Migration> migrations) {
  /** What was written before there were versions. */
  static final int FIRST = 1;

  /**
   * Version 2: decisions and cached assessments hold their scores as Base64. Version 3: comments
   * lack what their keys say, times are numbers, hashes are shorter. What was written before is
   * read as it is.
   */
  static final Schema NOW = new Schema(FIRST, 3, List.of());

  Schema {
    migrations = migrations.stream().sorted(Comparator.comparingInt(Migration::to)).toList();
    for (Migration migration : migrations) {
      if (migration.to() <= oldest || migration.to() > current) {
        throw new IllegalArgumentException(
            "migrations to "
                + (oldest + 1)
                + " to "
                + current
                + " expected, got "
                + migration.to());
      }
    }
  }

  /** What is still to be done with data of that version, in order. */
  List<Migration> from(int version) {
    return migrations.stream().filter(migration -> migration.to() > version).toList();
  }
}
