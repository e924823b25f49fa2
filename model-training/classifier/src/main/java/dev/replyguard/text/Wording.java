package dev.replyguard.text;

/**
 * What classes of words a text has, counted in one pass over its tokens. Filled again and again; it
 * belongs to one thread.
 */
final class Wording {
  // Words apart: "great little article", "thanks so much for sharing".
  private static final int REACH = 4;
  private static final int NEVER = -REACH - 1;
  private static final int FEWEST_WORDS_OF_A_SENTENCE = 3;
  private static final int SENTENCES = 0x2F0B4C47;

  int words;
  int functionWords;
  int commerce;
  int flatteries;
  int blogTalk;
  boolean messenger;
  int differentWords;
  int repeatedSentences;

  /** Counts all but what comes again. */
  void read(Tokens tokens) {
    words = 0;
    functionWords = 0;
    commerce = 0;
    flatteries = 0;
    blogTalk = 0;
    messenger = false;
    int praise = NEVER;
    int thanks = NEVER;
    for (int token = 0; token < tokens.count(); token++) {
      // Every other word has a class: only what is rare is worth a branch.
      int word = tokens.isWord(token) ? 1 : 0;
      int classes = WordClasses.of(tokens.hash(token)) & -word;
      functionWords += classes == WordClass.FUNCTION_WORD.bit() ? 1 : 0;
      if ((classes & ~WordClass.FUNCTION_WORD.bit()) != 0) {
        boolean praised = WordClass.PRAISED.isIn(classes);
        if (praised && (words - praise <= REACH || words - thanks <= REACH)) {
          flatteries++;
          praise = NEVER;
          thanks = NEVER;
        }
        praise = WordClass.PRAISE.isIn(classes) ? words : praise;
        thanks = WordClass.THANKS.isIn(classes) ? words : thanks;
        commerce += WordClass.COMMERCE.isIn(classes) ? 1 : 0;
        blogTalk += WordClass.BLOG_TALK.isIn(classes) ? 1 : 0;
        messenger |= WordClass.MESSENGER.isIn(classes);
      }
      words += word;
    }
  }

  /** Counts the words that are there at least once, and the sentences that are there again. */
  void countRepeated(Tokens tokens, Repetition seen) {
    differentWords = 0;
    repeatedSentences = 0;
    seen.reset(2 * tokens.count());
    int sentence = SENTENCES;
    int length = 0;
    for (int token = 0; token <= tokens.count(); token++) {
      if (token < tokens.count() && tokens.isWord(token)) {
        int hash = tokens.hash(token);
        differentWords += seen.count(hash) == 1 ? 1 : 0;
        sentence = FeatureExtractor.step(Integer.rotateLeft(sentence, 13), hash);
        length++;
      } else if (length > 0 && (token == tokens.count() || tokens.endsSentence(token))) {
        boolean again = length >= FEWEST_WORDS_OF_A_SENTENCE && seen.count(sentence) > 1;
        repeatedSentences += again ? 1 : 0;
        sentence = SENTENCES;
        length = 0;
      }
    }
  }
}
