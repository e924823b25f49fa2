package dev.replyguard.http.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.replyguard.access.SignedIn;
import dev.replyguard.domain.User;
import dev.replyguard.store.Account;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Writes users and sessions; never a secret but the one against forged requests. */
final class UserEncoder {
  private static final int TYPICAL_SIZE = 256;

  private UserEncoder() {}

  /** The session, with the sites on which the user may do something now. */
  static Buffer session(SignedIn session, Collection<String> usableSites) {
    return JsonWriter.write(
        TYPICAL_SIZE,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("user");
          json.writeStringField("name", session.user().name());
          writeRights(json, session.user(), usableSites);
          json.writeEndObject();
          json.writeStringField("csrfToken", session.csrfToken());
          json.writeStringField(
              "expiresAt", session.endsAt().truncatedTo(ChronoUnit.MILLIS).toString());
          json.writeEndObject();
        });
  }

  static Buffer user(Account account) {
    return JsonWriter.write(TYPICAL_SIZE, json -> write(json, account));
  }

  static Buffer users(List<Account> accounts) {
    return JsonWriter.write(
        TYPICAL_SIZE * (1 + accounts.size()),
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("users");
          for (Account account : accounts) {
            write(json, account);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Account account) throws IOException {
    User user = account.user();
    json.writeStartObject();
    json.writeStringField("name", user.name());
    writeRights(json, user, new TreeSet<>(user.sites()));
    json.writeBooleanField("disabled", user.disabled());
    json.writeBooleanField("hasPassword", account.passwordHash() != null);
    json.writeBooleanField("linked", account.identity() != null);
    json.writeStringField("createdAt", user.createdAt().toString());
    json.writeEndObject();
  }

  private static void writeRights(JsonGenerator json, User user, Collection<String> sites)
      throws IOException {
    json.writeStringField("role", user.role().key());
    json.writeArrayFieldStart("sites");
    for (String site : sites) {
      json.writeString(site);
    }
    json.writeEndArray();
    json.writeBooleanField("allSites", user.allSites());
  }
}
