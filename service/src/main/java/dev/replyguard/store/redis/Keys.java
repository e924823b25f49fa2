package dev.replyguard.store.redis;

import dev.replyguard.domain.AuthorList;
import dev.replyguard.store.CacheKey;

/**
 * The names of all keys. Those of a site share its hash tag, so that a script touches one slot of a
 * cluster; the others are each used alone, or with those that share their tag.
 */
final class Keys {
  static final String SITES = "rg:sites";
  static final String USERS = "rg:users";
  static final String SECRET = "rg:secret";
  static final String SETUP = "rg:setup";

  /** Which service removes what is old. */
  static final String SWEEPER = "rg:sweeper";

  /** The version of the schema of everything that is stored. */
  static final String SCHEMA = "rg:{schema}:version";

  /** Who brings the data forward just now; in one slot with their version. */
  static final String SCHEMA_LEASE = "rg:{schema}:lease";

  /** What was done to users; in one slot with them, whose name is the hash tag. */
  static final String USERS_AUDIT = "rg:audit:{" + USERS + "}";

  /** What was done to sites and their keys; in one slot with them. */
  static final String SITES_AUDIT = "rg:audit:{" + SITES + "}";

  /** Who signed in, or tried to. */
  static final String SESSIONS_AUDIT = "rg:audit:sessions";

  private Keys() {}

  /** A session, by the digest of its token. */
  static String session(String digest) {
    return "rg:session:" + digest;
  }

  /** A sign-in elsewhere that is over, by the digest of its ticket. */
  static String ticket(String digest) {
    return "rg:ticket:" + digest;
  }

  /** The event streams that a caller has open. */
  static String streams(String caller) {
    return "rg:streams:" + caller;
  }

  /** How often it was tried to sign in as a user, by a hash of the name that was given. */
  static String attemptsOf(String user) {
    return "rg:{attempts}:about:" + user;
  }

  /** How often it was tried to sign in from an address, by a hash of it. */
  static String attemptsFrom(String address) {
    return "rg:{attempts}:from:" + address;
  }

  /** How far a site's data have been brought forward. */
  static String schema(String site) {
    return ofSite(site, "schema");
  }

  static String comment(String site, String id) {
    return ofSite(site, "comment:" + id);
  }

  /** E-mail and address of a comment's author as they came in, where the site asks for it. */
  static String contact(String site, String id) {
    return ofSite(site, "contact:" + id);
  }

  /** The earlier revisions of a comment. */
  static String revisions(String site, String id) {
    return ofSite(site, "revisions:" + id);
  }

  /** The comments by when they were recorded. */
  static String recorded(String site) {
    return ofSite(site, "recorded");
  }

  /** The comments that people decided, by when they did. */
  static String labelled(String site) {
    return ofSite(site, "labelled");
  }

  /** The number of the current policy version. */
  static String policy(String site) {
    return ofSite(site, "policy");
  }

  static String policyVersion(String site, int number) {
    return ofSite(site, "policy:" + number);
  }

  /** The entries of both author lists by id. */
  static String lists(String site) {
    return ofSite(site, "lists");
  }

  /** The entries of one author list by when they were added. */
  static String list(String site, AuthorList list) {
    return ofSite(site, "lists:" + list.key());
  }

  /** The entries that expire, by when. */
  static String listExpiry(String site) {
    return ofSite(site, "lists:expiry");
  }

  /** How many entries there are of networks of each size. */
  static String listNetworks(String site) {
    return ofSite(site, "lists:networks");
  }

  /** Until when a flood is used up; {@code of} names whose or of what. */
  static String flood(String site, String of) {
    return ofSite(site, "flood:" + of);
  }

  /** The comment of which later ones of the same text are duplicates. */
  static String duplicate(String site, String digest) {
    return ofSite(site, "duplicate:" + digest);
  }

  static String queue(String site) {
    return ofSite(site, "queue");
  }

  static String audit(String site) {
    return ofSite(site, "audit");
  }

  /** Entries of the audit trail that name nobody any longer. */
  static String redactedAudit(String site) {
    return ofSite(site, "audit:redacted");
  }

  /** What has happened to the site's comments. */
  static String events(String site) {
    return ofSite(site, "events");
  }

  /** The site's webhooks. */
  static String webhooks(String site) {
    return ofSite(site, "webhooks");
  }

  /** A part of what is kept of a webhook. */
  static String webhook(String site, String id, String part) {
    return ofSite(site, "webhook:" + id + ":" + part);
  }

  static String cache(String site, CacheKey key) {
    return ofSite(site, "cache:" + key.digest());
  }

  /** An author's comments; {@code identity} as {@link AuthorIdentities} names it. */
  static String author(String site, String identity) {
    return ofSite(site, "author:" + identity);
  }

  /** What people decided about a text. */
  static String ruled(String site, String digest) {
    return ofSite(site, "ruled:" + digest);
  }

  /** The counts of a day, which {@link Days} names. */
  static String statistics(String site, String day) {
    return ofSite(site, "statistics:" + day);
  }

  /** How much the site's keys were used on a day, {@code YYYYMMDD}. */
  static String usage(String site, String day) {
    return ofSite(site, "usage:" + day);
  }

  /** What the site's keys had scored last. */
  static String lastScored(String site) {
    return ofSite(site, "scored");
  }

  /** When the next request of a key from an address is due. */
  static String rate(String site, String key, String address) {
    return ofSite(site, "rate:" + key + ":" + address);
  }

  /** Requests to forget people that are under way. */
  static String erasures(String site) {
    return ofSite(site, "erasures");
  }

  /** The same by when each may be taken up by others. */
  static String erasuresDue(String site) {
    return ofSite(site, "erasures:due");
  }

  /** What all names of a site's keys begin with; scripts that make names are handed it. */
  static String prefix(String site) {
    return ofSite(site, "");
  }

  private static String ofSite(String site, String rest) {
    return "rg:{" + site + "}:" + rest;
  }
}
