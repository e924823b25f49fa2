package dev.replyguard.pipeline.rules;

import dev.replyguard.pipeline.rules.WordPattern.InvalidEntryException;
import java.util.Optional;

/** What the entries of a word list and the regular expressions of a policy must be. */
public final class RuleSyntax {
  private RuleSyntax() {}

  /** What is wrong with an entry of a word list; empty where nothing is. */
  public static Optional<String> complaintAboutWord(String entry) {
    try {
      WordRules.check(entry);
      return Optional.empty();
    } catch (InvalidEntryException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with a regular expression; empty where nothing is. */
  public static Optional<String> complaintAboutRegex(String regex) {
    return PatternRules.complaint(regex);
  }

  /** How many wildcards an entry of a word list has. */
  public static int wildcards(String entry) {
    int count = 0;
    for (int i = 0; i < entry.length(); i++) {
      char unit = entry.charAt(i);
      if (unit == '\\') {
        i++;
      } else if (unit == '*' || unit == '?') {
        count++;
      }
    }
    return count;
  }
}
