package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.domain.policy.FloodRules;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.LookUp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts together the keys and arguments of {@code look_up.lua}. For one call. */
final class LookUpCall {
  /** Digits of the part of an IPv6 address that one subscriber has: 64 bits. */
  private static final int SUBSCRIBER_DIGITS = 16;

  private final KeyedHash hash;
  private final AuthorIdentities identities;
  private final LookUp request;
  private final Comment comment;
  private final String site;
  private final List<String> keys = new ArrayList<>();
  private final List<Flood> floods = new ArrayList<>();

  /** The floods that are watched, in the order of the script's answer. */
  enum Flood {
    AUTHOR,
    ADDRESS,
    TEXT
  }

  LookUpCall(KeyedHash hash, AuthorIdentities identities, LookUp request) {
    this.hash = hash;
    this.identities = identities;
    this.request = request;
    this.comment = request.comment();
    this.site = comment.site();
    keys.add(Keys.comment(site, comment.id()));
    keys.add(Keys.cache(site, request.cacheKey()));
    keys.add(Keys.ruled(site, request.trace().digest()));
    keys.add(Keys.prefix(site));
    keys.add(Keys.lists(site));
    keys.add(Keys.listNetworks(site));
  }

  /** The keys; whole after {@link #questions}. */
  List<String> keys() {
    return keys;
  }

  /** The floods that are watched; whole after {@link #questions}. */
  List<Flood> floods() {
    return floods;
  }

  /** What is asked, JSON. */
  String questions(ListEntryIds ids, long now) {
    Author author = comment.author();
    JsonObject asked =
        new JsonObject()
            .put("now", now)
            .put("ids", new JsonArray(ids.candidates(author)))
            .put("address", ListEntryIds.addressHex(author));
    if (request.questions().approved() > 0) {
      asked.put("approved", approved());
    }
    asked.put("floods", watchedFloods());
    DuplicateRule duplicate = request.questions().duplicate();
    if (duplicate != null && characters() >= duplicate.minCharacters()) {
      asked.put("duplicate", duplicate(duplicate));
    }
    return asked.encode();
  }

  private int characters() {
    return comment.text().codePointCount(0, comment.text().length());
  }

  private JsonObject approved() {
    JsonArray numbers = new JsonArray();
    for (String identity : identities.ofPerson(comment.author())) {
      numbers.add(add(Keys.author(site, identity)));
    }
    return new JsonObject().put("wanted", request.questions().approved()).put("keys", numbers);
  }

  private JsonArray watchedFloods() {
    FloodRules rules = request.questions().flood();
    JsonArray watched = new JsonArray();
    watch(watched, Flood.AUTHOR, rules.author(), person());
    watch(watched, Flood.ADDRESS, rules.address(), address());
    watch(watched, Flood.TEXT, rules.text(), request.cacheKey().digest());
    return watched;
  }

  private void watch(
      JsonArray watched, Flood flood, @Nullable FloodRule rule, @Nullable String of) {
    if (rule == null || of == null) {
      return;
    }
    long interval = Math.max(1, rule.interval().toNanos() / 1_000);
    floods.add(flood);
    watched.add(
        new JsonObject()
            .put("key", add(Keys.flood(site, flood.name().toLowerCase(Locale.ROOT) + ":" + of)))
            .put("interval", interval)
            .put("tolerance", interval * rule.limit()));
  }

  private JsonObject duplicate(DuplicateRule rule) {
    String person = person();
    String article = comment.article().id();
    String where = article == null ? comment.article().url() : article;
    String digest = duplicateDigest(hash, rule.scope(), text(), person, where);
    return new JsonObject()
        .put("key", add(Keys.duplicate(site, digest)))
        .put("id", comment.id())
        .put("window", rule.window().toMillis());
  }

  /**
   * Names what later comments repeat.
   *
   * @param text the digest of the cached assessment
   * @param person an identity of the author, or null
   * @param where id or address of the article, or null
   */
  static String duplicateDigest(
      KeyedHash hash,
      DuplicateRule.Scope scope,
      String text,
      @Nullable String person,
      @Nullable String where) {
    return switch (scope) {
      case SITE -> hash.hex("duplicate", text);
      case AUTHOR -> hash.hex("duplicate", text, known(person));
      case ARTICLE -> hash.hex("duplicate", text, known(person), known(where));
    };
  }

  private String text() {
    return request.cacheKey().digest();
  }

  private static String known(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** The hash of the author's id or else e-mail; null where neither is known. */
  private @Nullable String person() {
    List<String> person = identities.ofPerson(comment.author());
    return person.isEmpty() ? null : person.get(0);
  }

  private @Nullable String address() {
    String digits = ListEntryIds.addressHex(comment.author());
    return digits.isEmpty() ? null : addressDigest(hash, digits);
  }

  /** Names the network of an address of which those are the digits. */
  static String addressDigest(KeyedHash hash, String digits) {
    return hash.hex("flood", digits.substring(0, Math.min(digits.length(), SUBSCRIBER_DIGITS)));
  }

  /** Adds a key; returns its number in the script. */
  private int add(String key) {
    keys.add(key);
    return keys.size();
  }
}
