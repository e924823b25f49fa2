package dev.replyguard.text;

/**
 * What a text holds beside its words: links, addresses, numbers, marks. Filled by {@link
 * SurfaceReader} again and again without garbage; it belongs to one thread.
 */
final class Surface {
  /** Links beyond these are counted, not looked at. */
  static final int MOST_LINKS = 32;

  /** How a link is written. */
  enum Markup {
    NONE,
    HTML,
    BBCODE,
    MARKDOWN
  }

  final WebAddress address = new WebAddress();

  int links;
  private final int[] starts = new int[MOST_LINKS];
  private final int[] ends = new int[MOST_LINKS];
  private final Markup[] markups = new Markup[MOST_LINKS];
  private final int[] anchorStarts = new int[MOST_LINKS];
  private final int[] anchorEnds = new int[MOST_LINKS];
  int linkUnits;
  boolean wordBeforeLinks;
  boolean wordAfterLinks;

  int mails;
  int phones;
  int handles;
  int amounts;
  int rates;
  int percents;
  int longNumbers;
  int spun;
  int blanks;
  int letters;
  int foreignLetters;

  void reset() {
    links = 0;
    linkUnits = 0;
    wordBeforeLinks = false;
    wordAfterLinks = false;
    mails = 0;
    phones = 0;
    handles = 0;
    amounts = 0;
    rates = 0;
    percents = 0;
    longNumbers = 0;
    spun = 0;
    blanks = 0;
    letters = 0;
    foreignLetters = 0;
  }

  /** How many links can be looked at. */
  int listedLinks() {
    return Math.min(links, MOST_LINKS);
  }

  /** Where a link's address starts. */
  int linkStart(int link) {
    return starts[link];
  }

  /** Where a link's address ends, exclusive. */
  int linkEnd(int link) {
    return ends[link];
  }

  Markup markup(int link) {
    return markups[link];
  }

  /** Where the words of a link's anchor start, and equal to {@link #anchorEnd} without any. */
  int anchorStart(int link) {
    return anchorStarts[link];
  }

  int anchorEnd(int link) {
    return anchorEnds[link];
  }

  void addLink(int start, int end, Markup markup) {
    if (links < MOST_LINKS) {
      starts[links] = start;
      ends[links] = end;
      markups[links] = markup;
      anchorStarts[links] = 0;
      anchorEnds[links] = 0;
    }
    links++;
    linkUnits += end - start;
    wordAfterLinks = false;
  }

  /** Says where the words of the last link's anchor are. */
  void setAnchor(int start, int end) {
    if (links > 0 && links <= MOST_LINKS && end > start) {
      anchorStarts[links - 1] = start;
      anchorEnds[links - 1] = end;
      linkUnits += end - start;
    }
  }

  /** Notes something to read that is no link. */
  void addWord() {
    wordBeforeLinks |= links == 0;
    wordAfterLinks = true;
  }
}
