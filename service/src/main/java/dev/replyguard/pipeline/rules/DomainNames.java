package dev.replyguard.pipeline.rules;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of domains in one form: in small letters, in ASCII (RFC 5891), without a dot at the end.
 */
public final class DomainNames {
  private static final int MAX_LENGTH = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private DomainNames() {}

  /** The name's one form; empty where it cannot be the name of a domain. */
  public static Optional<String> canonical(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.isEmpty() || bare.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      String ascii = isAscii(bare) ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
      String lower = ascii.toLowerCase(Locale.ROOT);
      return lower.length() <= MAX_LENGTH && NAME.matcher(lower).matches()
          ? Optional.of(lower)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(unit -> unit < 0x80);
  }
}
