package dev.replyguard.store.redis;

import dev.replyguard.domain.Role;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * An {@link Account} as JSON. Version 1 had the password's hash only: its one user was the admin.
 */
final class AccountCodec {
  private static final String WHAT = "user";
  private static final int VERSION = 2;
  private static final String FIRST_USER = "admin";
  private static final String FIRST_GENERATION = "0";

  private AccountCodec() {}

  /** The account as the next revision of the one that was read. */
  static String encode(Account account) {
    User user = account.user();
    JsonObject json =
        StoredJson.ofVersion(VERSION)
            .put("name", user.name())
            .put("role", user.role().key())
            .put("sites", new JsonArray(new TreeSet<>(user.sites()).stream().toList()))
            .put("allSites", user.allSites())
            .put("disabled", user.disabled())
            .put("createdAt", user.createdAt().toEpochMilli())
            .put("generation", account.generation())
            .put("revision", account.revision() + 1);
    StoredJson.put(json, "passwordHash", account.passwordHash());
    StoredJson.put(json, "identity", account.identity());
    return json.encode();
  }

  static Account decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, AccountCodec::account);
  }

  private static Account account(JsonObject json) {
    if (!json.containsKey("role")) {
      User admin = new User(FIRST_USER, Role.ADMIN, Set.of(), true, false, Instant.EPOCH);
      return new Account(admin, StoredJson.text(json, "passwordHash"), FIRST_GENERATION, null, 0);
    }
    Set<String> sites = new TreeSet<>();
    json.getJsonArray("sites").forEach(site -> sites.add((String) site));
    User user =
        new User(
            StoredJson.text(json, "name"),
            Role.ofKey(StoredJson.text(json, "role")).orElseThrow(),
            sites,
            json.getBoolean("allSites"),
            json.getBoolean("disabled"),
            Instant.ofEpochMilli(json.getLong("createdAt")));
    return new Account(
        user,
        json.getString("passwordHash"),
        StoredJson.text(json, "generation"),
        json.getString("identity"),
        json.getInteger("revision"));
  }
}
