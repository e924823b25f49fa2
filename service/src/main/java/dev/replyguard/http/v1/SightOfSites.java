package dev.replyguard.http.v1;

import dev.replyguard.store.AdministrationAudit.Kind;
import dev.replyguard.store.AuditEntry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an admin of some sites sees of how the installation was administered: what was done to these
 * sites and their keys, and who came to have, changed or lost rights on them. What is told of users
 * is listed here one by one, so that what is noted one day is not shown by mistake: which other
 * sites there are, and who signs in when, is none of the admin's business.
 *
 * @param sites the admin's
 */
record SightOfSites(Set<String> sites) {
  private static final Set<String> RIGHTS = Set.of("userAdded", "userChanged", "userRemoved");
  private static final Set<String> TOLD = Set.of("from", "user", "role", "disabled");
  private static final String SITES = "sites";
  private static final String FORMER = "formerSites";
  private static final String CHANGED = "changed";

  SightOfSites {
    sites = Set.copyOf(sites);
  }

  /** The entry as the admin sees it; empty where it is about none of the sites. */
  Optional<AuditEntry> of(Kind kind, AuditEntry entry) {
    return switch (kind) {
      case SITES -> Optional.of(entry).filter(each -> sites.contains(detail(each, "site")));
      case USERS -> rights(entry);
      case SESSIONS -> Optional.empty();
    };
  }

  private Optional<AuditEntry> rights(AuditEntry entry) {
    Set<String> now = theirs(entry, SITES);
    Set<String> former = theirs(entry, FORMER);
    // Who may use all sites is a matter of the whole installation.
    if (!RIGHTS.contains(entry.type())
        || entry.details().containsKey("allSites")
        || (now.isEmpty() && former.isEmpty())) {
      return Optional.empty();
    }
    Map<String, String> told = new TreeMap<>(entry.details());
    told.keySet().retainAll(TOLD);
    put(told, SITES, now);
    if (entry.type().equals("userChanged")) {
      Set<String> changed = words(detail(entry, CHANGED));
      boolean reach = changed.contains(SITES) && !now.equals(former);
      changed.removeIf(what -> !TOLD.contains(what) && !(reach && what.equals(SITES)));
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      put(told, CHANGED, changed);
      put(told, FORMER, reach ? former : Set.of());
    }
    return Optional.of(
        new AuditEntry(
            entry.id(), entry.type(), entry.by(), entry.at(), null, entry.rules(), told));
  }

  private Set<String> theirs(AuditEntry entry, String name) {
    Set<String> named = words(detail(entry, name));
    named.retainAll(sites);
    return named;
  }

  private static void put(Map<String, String> told, String name, Set<String> words) {
    if (!words.isEmpty()) {
      told.put(name, String.join(" ", words));
    }
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>();
    Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
    return words;
  }

  private static String detail(AuditEntry entry, String name) {
    return entry.details().getOrDefault(name, "");
  }
}
