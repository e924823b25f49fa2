package dev.replyguard.training.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what is wrong with some files, so that it is told all at once. It keeps the first faults
 * of each file and counts the others: however broken the data is, the message stays short. Not
 * thread-safe.
 */
public final class Faults {
  /** How many faults are told. */
  public static final int MOST = 20;

  /** How many are told of one file, so that it does not hide what is wrong with the others. */
  public static final int MOST_OF_A_FILE = 8;

  private final Map<String, List<String>> told = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private int toldCount;

  /** Adds a fault of a file. */
  public void add(String file, DataException fault) {
    add(file, String.valueOf(fault.getMessage()));
  }

  /**
   * Adds a fault of a file.
   *
   * @param message names the file itself
   */
  public void add(String file, String message) {
    counts.merge(file, 1L, Long::sum);
    List<String> messages = told.computeIfAbsent(file, unused -> new ArrayList<>());
    if (toldCount < MOST && messages.size() < MOST_OF_A_FILE) {
      messages.add(message);
      toldCount++;
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many of them a file has. */
  public long of(String file) {
    return counts.getOrDefault(file, 0L);
  }

  /**
   * Ends here where there is a fault.
   *
   * @param consequence what was not done because of them
   * @throws DataException that tells all of them
   */
  public void throwIfAny(String consequence) throws DataException {
    if (!isEmpty()) {
      throw new DataException(message(consequence));
    }
  }

  private String message(String consequence) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    List<String> lines = new ArrayList<>();
    told.forEach(
        (file, messages) -> {
          lines.addAll(messages);
          long more = of(file) - messages.size();
          if (more > 0) {
            lines.add("%s: %d more".formatted(file, more));
          }
        });
    return all == 1
        ? lines.get(0)
        : "%d faults, %s:%n  %s"
            .formatted(all, consequence, String.join(System.lineSeparator() + "  ", lines));
  }
}
