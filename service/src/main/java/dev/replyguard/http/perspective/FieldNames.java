package dev.replyguard.http.perspective;

/** The names of fields, as callers write them. */
final class FieldNames {
  private static final int MAX_SHOWN = 64;

  private FieldNames() {}

  /** A name as the caller made it up, fit for an answer. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < name.length() && i < MAX_SHOWN; i++) {
      char c = name.charAt(i);
      shown.append((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c) ? c : '?');
    }
    return name.length() > MAX_SHOWN ? shown.append("...").toString() : shown.toString();
  }

  /** The name in camel case, however it is written. */
  static String camelCase(String name) {
    if (name.indexOf('_') < 0) {
      return name;
    }
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }
}
