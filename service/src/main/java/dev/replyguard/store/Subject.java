package dev.replyguard.store;

import java.util.List;

/**
 * A person as the store knows one: by keyed hashes, never by an e-mail, an address or an id.
 *
 * @param identities what the person's comments and reports are found by, such as {@code email:HASH}
 * @param listEntries the ids that entries of the author lists about the person have
 * @param counters the ends of the names of what is counted of the person
 * @param digests a hash of each identity for the audit trail, which nothing else is found by
 */
public record Subject(
    List<String> identities,
    List<String> listEntries,
    List<String> counters,
    List<String> digests) {

  public Subject {
    identities = List.copyOf(identities);
    listEntries = List.copyOf(listEntries);
    counters = List.copyOf(counters);
    digests = List.copyOf(digests);
  }
}
