package dev.replyguard.http.v1;

import dev.replyguard.access.Passwords;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.User;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a string must be. The contract's schemas say the same, as far as a schema can: they know no
 * bytes of UTF-8, no unpaired surrogates and no days of a month.
 */
interface StringRule {

  /** A comment's text. */
  StringRule TEXT = StringRule::textComplaint;

  /** A text that may be left out, empty or blank. */
  StringRule OPTIONAL_TEXT = StringRule::optionalTextComplaint;

  /** An identifier of the site's own. */
  StringRule IDENTIFIER =
      value ->
          value.isEmpty() ? "1 to 200 characters expected, got none" : identifierComplaint(value);

  /** An identifier of the site's own, or nothing. */
  StringRule OPTIONAL_IDENTIFIER = StringRule::identifierComplaint;

  /** A name that only who has made it up can know. */
  StringRule UNGUESSABLE =
      value ->
          Patterns.UNGUESSABLE.matcher(value).matches()
              ? null
              : "16 to 100 characters of A-Z, a-z, 0-9, _ and - expected";

  /** The name of somebody who moderates. */
  StringRule PERSON =
      value ->
          value.isEmpty() || value.length() > Actor.MAX_NAME
              ? "1 to " + Actor.MAX_NAME + " characters expected, got " + value.length()
              : identifierComplaint(value);

  /** A password that is to be. */
  StringRule PASSWORD =
      value -> {
        int length = value.codePointCount(0, value.length());
        return length < Passwords.MIN_LENGTH
            ? "at least " + Passwords.MIN_LENGTH + " characters expected"
            : lengthComplaint(value, Passwords.MAX_LENGTH);
      };

  /** The name of a user who is to be. */
  StringRule USER =
      value ->
          User.isName(value)
              ? null
              : "1 to "
                  + User.MAX_NAME
                  + " characters of a-z, 0-9 and . _ @ + - expected, a letter or digit first";

  /** The id of a site. */
  StringRule SITE =
      value ->
          Patterns.SITE.matcher(value).matches()
              ? null
              : "1 to 40 characters of a-z, 0-9 and - expected";

  /** A date with a time and an offset (RFC 3339). */
  StringRule TIMESTAMP = StringRule::timestampComplaint;

  /** A language tag as far as its form goes (BCP 47). */
  StringRule LANGUAGE = StringRule::languageComplaint;

  /** What is wrong with {@code value}, without repeating it; null where nothing is. */
  @Nullable String complaint(String value);

  /** Any string of at most so many characters. */
  static StringRule upTo(int maxCharacters) {
    return value -> lengthComplaint(value, maxCharacters);
  }

  private static @Nullable String textComplaint(String value) {
    String complaint = optionalTextComplaint(value);
    if (complaint != null) {
      return complaint;
    }
    if (value.isEmpty()) {
      return "1 to 20,480 bytes of UTF-8 expected, got none";
    }
    return isBlank(value)
        ? "is blank: a character expected that is not white space, control or format character"
        : null;
  }

  private static @Nullable String optionalTextComplaint(String value) {
    int bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (isPair(value, i)) {
        bytes += 4;
        i++;
      } else {
        return unpaired(i);
      }
    }
    return bytes > Comment.MAX_TEXT_BYTES
        ? String.format(
            Locale.ROOT,
            "at most %,d bytes of UTF-8 expected, got %,d",
            Comment.MAX_TEXT_BYTES,
            bytes)
        : null;
  }

  private static boolean isBlank(String value) {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (!isInvisible(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static @Nullable String identifierComplaint(String value) {
    String complaint = lengthComplaint(value, 200);
    if (complaint != null) {
      return complaint;
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return "no control character expected, got one at offset " + i;
      }
    }
    return null;
  }

  private static @Nullable String timestampComplaint(String value) {
    if (!Patterns.TIMESTAMP.matcher(value).matches()) {
      return "date and time of RFC 3339 expected, such as 2026-11-22T10:15:30Z";
    }
    try {
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value.toUpperCase(Locale.ROOT));
      return null;
    } catch (DateTimeException e) {
      return "a day, time and offset that exist expected";
    }
  }

  private static @Nullable String languageComplaint(String value) {
    return value.length() <= 35 && Patterns.LANGUAGE.matcher(value).matches()
        ? null
        : "a BCP 47 tag of at most 35 characters expected, such as en or pt-BR";
  }

  private static @Nullable String lengthComplaint(String value, int max) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (!isPair(value, i)) {
          return unpaired(i);
        }
        i++;
      }
    }
    int length = value.length() <= max ? 0 : value.codePointCount(0, value.length());
    return length > max
        ? String.format(Locale.ROOT, "at most %,d characters expected, got %,d", max, length)
        : null;
  }

  private static boolean isPair(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        && at + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(at + 1));
  }

  private static String unpaired(int offset) {
    return "well-formed Unicode expected, got an unpaired surrogate at offset " + offset;
  }

  /** The patterns of the contract. */
  final class Patterns {
    private static final Pattern TIMESTAMP =
        Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final Pattern SITE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern UNGUESSABLE = Pattern.compile("[A-Za-z0-9_-]{16,100}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private Patterns() {}
  }
}
