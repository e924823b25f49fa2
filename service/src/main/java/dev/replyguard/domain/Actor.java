package dev.replyguard.domain;

import java.util.Locale;

/**
 * Who or what did something: the one shape that decisions, claims and the audit trail name people
 * and programs by, however they signed in.
 *
 * @param kind what sort of actor it is
 * @param name who of that sort: 1 to {@value #MAX_NAME} characters, none of them a control
 *     character
 */
public record Actor(Kind kind, String name) {
  /** The longest name. */
  public static final int MAX_NAME = 100;

  /** The service itself, judging a comment. */
  public static final Actor PIPELINE = new Actor(Kind.PIPELINE, "pipeline");

  /** The service itself, setting itself up by its settings. */
  public static final Actor SET_UP = new Actor(Kind.SYSTEM, "set-up");

  /** The service itself, doing what the OpenID provider says of a user. */
  public static final Actor PROVIDER = new Actor(Kind.SYSTEM, "openid");

  /** The sorts of actors. */
  public enum Kind {
    /** The stages that judge a comment. */
    PIPELINE,
    /** A site, by its API key. */
    SITE,
    /** A person who moderates, as a site names the one it acts for. */
    MODERATOR,
    /** A person who has signed in. */
    USER,
    /** A reader who reports a comment, named by a keyed hash. */
    READER,
    /** The service itself, in upkeep. */
    SYSTEM;

    /** The name on the wire, lower case. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that {@link #key()}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind ofKey(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  public Actor {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "actor.name: 1 to " + MAX_NAME + " characters expected, got " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("actor.name: no control characters expected");
    }
  }

  /** The site of that id, acting by its key. */
  public static Actor site(String siteId) {
    return new Actor(Kind.SITE, siteId);
  }

  /** The moderator of that name. */
  public static Actor moderator(String name) {
    return new Actor(Kind.MODERATOR, name);
  }

  /** The user of that name, who has signed in. */
  public static Actor user(String name) {
    return new Actor(Kind.USER, name);
  }

  /** Whether it is a person whose name is known. */
  public boolean isNamedPerson() {
    return kind == Kind.MODERATOR || kind == Kind.USER;
  }

  /** The two parts as one text that no other actor has: {@code moderator:ada}. */
  public String id() {
    return kind.key() + ":" + name;
  }

  /**
   * The actor of that {@link #id()}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Actor ofId(String id) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("actor: kind:name expected");
    }
    return new Actor(Kind.ofKey(id.substring(0, colon)), id.substring(colon + 1));
  }
}
