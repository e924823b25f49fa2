package dev.replyguard.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Lua scripts, each a reviewed source file that says what it takes and returns. A line {@code
 * --#include NAME} stands for the functions of {@code lib/NAME.lua}: Redis knows no libraries that
 * its older versions have, too.
 */
enum Script {
  LOOK_UP,
  RECORD,
  APPROVED_BEFORE,
  ADOPT_SECRET,
  LEASE_SCHEMA,
  FINISH_SCHEMA,
  QUEUE_PAGE,
  COUNTS,
  AUTHOR_HISTORY,
  AUDIT_OF_TYPES,
  WITHOUT_HINTS,
  GROUP_DECIDED,
  CLAIM,
  CLAIM_NEXT,
  RELEASE,
  DECIDE,
  UNDO,
  REOPEN,
  ESCALATE,
  ADD_NOTE,
  REPORT,
  REMOVE_COMMENT,
  REDACT_AUDIT,
  SWEEP_EVENTS,
  SWEEP_WEBHOOK,
  TAKE_LEASE,
  TRIM_STREAM,
  PUT_ERASURE,
  TAKE_ERASURES,
  FINISH_ERASURE,
  PUT_POLICY,
  PUT_LIST_ENTRY,
  REMOVE_LIST_ENTRIES,
  PUT_WEBHOOK,
  REMOVE_WEBHOOK,
  TAKE_DELIVERIES,
  SETTLE_DELIVERY,
  REDELIVER,
  PUT_SITE,
  CHANGE_USER,
  OPEN_SESSION,
  USE_SESSION,
  BEGIN_ATTEMPT,
  END_ATTEMPT,
  TAKE_SETUP,
  TAKE_QUOTA,
  ADD_USAGE,
  USAGE,
  NOTE_SCORED,
  TAKE_RATE,
  TAKE_PLACE;

  private final String source;
  private final String sha1;

  Script() {
    this.source = withIncludes(read(name().toLowerCase(Locale.ROOT) + ".lua"));
    this.sha1 = sha1(source);
  }

  /** The name in metrics, lower case. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String source() {
    return source;
  }

  /** Whether it may write what is to outlive the server. */
  boolean writes() {
    return switch (this) {
      case LOOK_UP, APPROVED_BEFORE, QUEUE_PAGE, COUNTS, AUTHOR_HISTORY, AUDIT_OF_TYPES, USAGE ->
          false;
      // How long a session may go unused again, who has just called, who listens, and who sweeps.
      case USE_SESSION, TAKE_RATE, TAKE_PLACE, TAKE_LEASE -> false;
      default -> true;
    };
  }

  /** The name under which Redis knows the script once it has seen it. */
  String sha1() {
    return sha1;
  }

  private static String withIncludes(String source) {
    // Not a constant: the scripts are made before those.
    return Pattern.compile("(?m)^--#include (\\w+)$")
        .matcher(source)
        .replaceAll(include -> Matcher.quoteReplacement(read("lib/" + include.group(1) + ".lua")));
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static String sha1(String source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
