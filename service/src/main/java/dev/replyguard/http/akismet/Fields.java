package dev.replyguard.http.akismet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The fields of a call, from its form and its query, each at most so long. */
final class Fields {
  private final MultiMap form;
  private final MultiMap query;

  private Fields(MultiMap form, MultiMap query) {
    this.form = form;
    this.query = query;
  }

  static Fields of(RoutingContext context) {
    return new Fields(context.request().formAttributes(), context.queryParams());
  }

  /** The field as it came, empty where it is not there. */
  String text(String name) {
    String value = form.get(name);
    if (value == null) {
      value = query.get(name);
    }
    return value == null ? "" : wellFormed(value);
  }

  /**
   * The field without white space around it, cut off at that length; null where nothing is left.
   */
  @Nullable String known(String name, int max) {
    String value = text(name).strip();
    if (value.isEmpty()) {
      return null;
    }
    String printable =
        value.chars().anyMatch(Character::isISOControl)
            ? value.replaceAll("\\p{Cntrl}+", " ")
            : value;
    return printable.length() > max ? wellFormed(printable.substring(0, max)) : printable;
  }

  /**
   * As {@link #known}, of a field that must be there.
   *
   * @throws AkismetException where it is not
   */
  String required(String name, int max) {
    String value = known(name, max);
    if (value == null) {
      throw AkismetException.empty(name);
    }
    return value;
  }

  boolean isSet(String name) {
    String value = text(name);
    return value.equals("1") || value.equalsIgnoreCase("true");
  }

  /** Halves of pairs of surrogates cannot be stored: each is replaced. */
  private static String wellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return new String(value.getBytes(UTF_8), UTF_8);
      }
    }
    return value;
  }
}
