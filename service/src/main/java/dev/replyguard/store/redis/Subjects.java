package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Subject;
import java.util.ArrayList;
import java.util.List;

/** Works out what the store knows a person by. */
final class Subjects {
  private final KeyedHash hash;
  private final AuthorIdentities identities;
  private final ListEntryIds listEntryIds;

  Subjects(KeyedHash hash) {
    this.hash = hash;
    this.identities = new AuthorIdentities(hash);
    this.listEntryIds = new ListEntryIds(hash);
  }

  Subject of(Author person) {
    List<String> known = identities.of(person);
    return new Subject(
        known,
        listEntries(person),
        counters(person, known),
        known.stream().map(identity -> hash.hex("subject", identity)).toList());
  }

  boolean isOneOf(List<String> known, Author hidden) {
    return identities.ofHidden(hidden).stream().anyMatch(known::contains);
  }

  /** Of those about this very person: a domain or a network is nobody's. */
  private List<String> listEntries(Author person) {
    List<String> entries = new ArrayList<>(3);
    if (person.id() != null) {
      entries.add(listEntryIds.id(AuthorTrait.ID, person.id()));
    }
    if (person.email() != null) {
      entries.add(listEntryIds.id(AuthorTrait.EMAIL, person.email()));
    }
    if (person.ip() != null) {
      entries.add(listEntryIds.id(AuthorTrait.ADDRESS, person.ip()));
    }
    return entries;
  }

  private List<String> counters(Author person, List<String> known) {
    List<String> names = new ArrayList<>();
    for (String identity : known) {
      names.add("flood:author:" + identity);
      names.add("limit:report:" + identity);
    }
    String digits = ListEntryIds.addressHex(person);
    if (!digits.isEmpty()) {
      names.add("flood:address:" + LookUpCall.addressDigest(hash, digits));
    }
    return names;
  }
}
