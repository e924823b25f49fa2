package dev.replyguard.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A person who may sign in.
 *
 * @param name who it is, for good: 1 to {@value #MAX_NAME} characters, see {@link #isName}
 * @param role what the person may do
 * @param sites the sites where the person may do so, {@value #MAX_SITES} at most; empty with {@code
 *     allSites}
 * @param allSites whether that is everywhere, on later sites too
 * @param disabled whether the person may not sign in for the time being
 * @param createdAt since when there is this user
 */
public record User(
    String name,
    Role role,
    Set<String> sites,
    boolean allSites,
    boolean disabled,
    Instant createdAt) {
  /** The longest name. */
  public static final int MAX_NAME = 64;

  /** The most sites a user is limited to. */
  public static final int MAX_SITES = 1_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  public User {
    if (!isName(name)) {
      throw new IllegalArgumentException("user.name: a name of a user expected");
    }
    if (sites.size() > MAX_SITES) {
      throw new IllegalArgumentException(
          "user.sites: at most " + MAX_SITES + " expected, got " + sites.size());
    }
    if (allSites && !sites.isEmpty()) {
      throw new IllegalArgumentException("user.sites: none expected beside allSites");
    }
    sites = Set.copyOf(sites);
  }

  /**
   * Whether this can be a user's name: lower-case letters, digits and {@code . _ @ + -}, the first
   * one a letter or a digit.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether the person may do anything on the site of that id. */
  public boolean mayUse(String site) {
    return allSites || sites.contains(site);
  }

  /** Those of the sites on which the person may do something, in order. */
  public Set<String> usable(Collection<String> existing) {
    Set<String> usable = new TreeSet<>(existing);
    usable.removeIf(site -> !mayUse(site));
    return usable;
  }

  /** Whether the person may administer sites and users. */
  public boolean isOperator() {
    return role == Role.ADMIN && allSites;
  }

  /** The person, to be named by what is done. */
  public Actor actor() {
    return Actor.user(name);
  }
}
