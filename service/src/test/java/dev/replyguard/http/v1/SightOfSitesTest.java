package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.store.AdministrationAudit.Kind;
import dev.replyguard.store.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an admin of the sites news and blog sees. */
class SightOfSitesTest {
  private final SightOfSites sight = new SightOfSites(Set.of("news", "blog"));

  @ParameterizedTest
  @ValueSource(strings = {"siteAdded", "siteChanged", "keyAdded", "keyRotated", "retentionChanged"})
  void sites_ownOnes_asTheyAre_othersNot(String type) {
    AuditEntry own = entry(type, "site", "news", "key", "k1", "scopes", "read", "from", "hash");

    assertThat(sight.of(Kind.SITES, own)).contains(own);
    assertThat(sight.of(Kind.SITES, entry(type, "site", "newspaper"))).isEmpty();
    assertThat(sight.of(Kind.SITES, entry(type))).isEmpty();
  }

  @Test
  void users_withRightsHere_butNotWhereElse() {
    assertThat(
            told("userAdded", "user", "ada", "role", "viewer", "sites", "news shop", "from", "h"))
        .contains(Map.of("user", "ada", "role", "viewer", "sites", "news", "from", "h"));
    assertThat(told("userRemoved", "user", "ada", "role", "viewer", "sites", "blog news shop"))
        .contains(Map.of("user", "ada", "role", "viewer", "sites", "blog news"));
    assertThat(told("userAdded", "user", "ada", "role", "viewer", "sites", "shop")).isEmpty();
  }

  @Test
  void users_whoGainOrLoseASite() {
    assertThat(changed("sites", "news shop", "shop"))
        .contains(Map.of("user", "ada", "role", "viewer", "changed", "sites", "sites", "news"));
    assertThat(changed("sites", "shop", "news shop"))
        .contains(
            Map.of("user", "ada", "role", "viewer", "changed", "sites", "formerSites", "news"));
  }

  @Test
  void users_whatChangedElsewhereIsNotTold() {
    assertThat(changed("sites", "news shop", "news")).isEmpty();
    assertThat(changed("role sites", "news shop", "news"))
        .contains(Map.of("user", "ada", "role", "viewer", "changed", "role", "sites", "news"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", ""})
  void users_whatIsNoMatterOfRights_isNotTold(String what) {
    assertThat(
            told(
                "userChanged",
                Map.of("user", "ada", "role", "viewer", "sites", "news", "changed", what)))
        .isEmpty();
  }

  @Test
  void users_disabledWithAnotherPassword_onlyThatTheyAreDisabled() {
    assertThat(
            told(
                "userChanged",
                Map.of(
                    "user", "ada",
                    "role", "viewer",
                    "sites", "news",
                    "disabled", "true",
                    "changed", "disabled password",
                    "sessionsEnded", "true")))
        .contains(
            Map.of(
                "user", "ada",
                "role", "viewer",
                "sites", "news",
                "disabled", "true",
                "changed", "disabled"));
  }

  @Test
  void users_ofAllSites_areAMatterOfTheInstallation() {
    assertThat(told("userAdded", "user", "root", "role", "admin", "allSites", "true")).isEmpty();
    assertThat(
            told(
                "userChanged",
                Map.of(
                    "user", "ada",
                    "role", "admin",
                    "allSites", "true",
                    "changed", "sites",
                    "formerSites", "news")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"passwordChanged", "firstPasswordSet", "signedOutEverywhere", "somethingNew"})
  void users_otherEntries_areNotTold(String type) {
    assertThat(told(type, "user", "ada", "role", "viewer", "sites", "news")).isEmpty();
  }

  @Test
  void sessions_areNotTold() {
    assertThat(sight.of(Kind.SESSIONS, entry("signedIn", "user", "ada", "site", "news"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void adminOfNoSite_seesNothing(Kind kind) {
    SightOfSites none = new SightOfSites(Set.of());

    assertThat(none.of(kind, entry("userAdded", "user", "ada", "sites", "news"))).isEmpty();
    assertThat(none.of(kind, entry("userAdded", "user", "ada", "sites", ""))).isEmpty();
    assertThat(none.of(kind, entry("siteAdded", "site", "news"))).isEmpty();
  }

  private Optional<Map<String, String>> changed(String what, String sites, String former) {
    return told(
        "userChanged",
        "user",
        "ada",
        "role",
        "viewer",
        "changed",
        what,
        "sites",
        sites,
        "formerSites",
        former);
  }

  private Optional<Map<String, String>> told(String type, String... details) {
    return sight.of(Kind.USERS, entry(type, details)).map(AuditEntry::details);
  }

  private Optional<Map<String, String>> told(String type, Map<String, String> details) {
    return sight.of(Kind.USERS, entry(type, details)).map(AuditEntry::details);
  }

  private static AuditEntry entry(String type, String... details) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < details.length; i += 2) {
      named.put(details[i], details[i + 1]);
    }
    return entry(type, named);
  }

  private static AuditEntry entry(String type, Map<String, String> details) {
    return new AuditEntry(
        "1-0", type, Actor.user("root"), Instant.EPOCH, null, List.of(), new TreeMap<>(details));
  }
}
