package dev.replyguard.pipeline.policy;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names given to the rules of one kind: each once. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  private final Set<String> taken = new HashSet<>();

  /**
   * The name in {@code field} of {@code owner}; a made-up one where it is wrong, which is noted.
   */
  String read(PolicyNode owner, @Nullable PolicyNode field) {
    if (field == null) {
      owner.missing("name");
      return "unnamed";
    }
    String name = field.text(1, Limits.NAME).orElse("");
    if (name.isEmpty()) {
      return "unnamed";
    }
    if (!NAME.matcher(name).matches()) {
      field.wrong(
          "1 to "
              + Limits.NAME
              + " characters of a-z, 0-9, _ and - expected, the first of a-z, 0-9");
    } else if (!taken.add(name)) {
      field.wrong("another name expected: it is taken");
    }
    return name;
  }
}
