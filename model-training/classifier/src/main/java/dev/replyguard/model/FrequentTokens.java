package dev.replyguard.model;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/** The bundle's list of frequent tokens: UTF-8, one a line. */
final class FrequentTokens {
  /** A bound for the memory that the table of their sums takes: 80 bytes each and their units. */
  static final int MOST = 100_000;

  /** Longer ones are hardly frequent. */
  static final int MAX_LENGTH = 64;

  private FrequentTokens() {}

  static byte[] write(List<String> tokens) {
    return (String.join("\n", tokens) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static List<String> parse(byte[] bytes) {
    return checked(new String(bytes, StandardCharsets.UTF_8).lines().toList());
  }

  /**
   * A copy of the list.
   *
   * @throws IllegalArgumentException when it is too long, or a token is not one or is there twice
   */
  static List<String> checked(List<String> tokens) {
    if (tokens.size() > MOST) {
      throw new IllegalArgumentException(
          "tokens: at most " + MOST + " expected, got " + tokens.size());
    }
    for (int line = 0; line < tokens.size(); line++) {
      String token = tokens.get(line);
      if (token.isEmpty()
          || token.length() > MAX_LENGTH
          || token.chars().anyMatch(unit -> unit == ' ' || unit == '\n' || unit == '\r')) {
        throw new IllegalArgumentException(
            "tokens[" + line + "]: 1 to " + MAX_LENGTH + " units without a blank expected");
      }
    }
    if (new HashSet<>(tokens).size() != tokens.size()) {
      throw new IllegalArgumentException("tokens: each once expected");
    }
    return List.copyOf(tokens);
  }
}
