package dev.replyguard.pipeline.policy;

/** How much a policy may hold. The published schema says the same, as far as a schema can. */
final class Limits {
  static final int NAME = 40;
  static final int SECTIONS = 100;
  static final int SECTION = 200;
  static final int CONDITIONS = 100;
  static final int LANGUAGES = 200;
  static final int WORD_LISTS = 50;

  /** Entries of one list of words or exceptions. */
  static final int WORDS = 20_000;

  /** Entries of all lists of words and exceptions together. */
  static final int ALL_WORDS = 50_000;

  static final int WORD = 100;
  static final int WILDCARDS = 4;

  /** Entries with wildcards in all lists together. */
  static final int ALL_SHAPES = 5_000;

  static final int PATTERNS = 50;
  static final int REGEX = 500;
  static final int DOMAINS = 10_000;
  static final int DOMAIN = 253;
  static final int ARTICLES = 1_000;
  static final int LINKS = 100;
  static final int DAYS = 36_500;
  static final int CHARACTERS = 20_480;
  static final int FLOOD = 10_000;
  static final int FLOOD_SECONDS = 7 * 24 * 3_600;
  static final int DUPLICATE_HOURS = 30 * 24;
  static final int TYPING_SECONDS = 3_600;

  /** More approved comments of an author than these are never counted. */
  static final int APPROVED = 20;

  private Limits() {}
}
