package dev.replyguard.store.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a node of a cluster answers to a command whose key it does not have.
 *
 * @param node host and port of the one that has it
 * @param once whether only this command goes there, while a slot is on its way between nodes
 */
record Redirection(String node, boolean once) {
  private static final Pattern ERROR =
      Pattern.compile("-?(?<kind>MOVED|ASK) \\d+ (?<host>.*):(?<port>\\d+)\\s*");

  /** Read from a failure; null where it is another one. */
  static @Nullable Redirection of(Throwable failure, String askedNode) {
    Matcher matcher = ERROR.matcher(String.valueOf(failure.getMessage()));
    if (!matcher.matches()) {
      return null;
    }
    String host = matcher.group("host");
    String asked = askedNode.substring(0, askedNode.lastIndexOf(':'));
    String node = (host.isEmpty() ? asked : host) + ":" + matcher.group("port");
    return new Redirection(node, "ASK".equals(matcher.group("kind")));
  }
}
