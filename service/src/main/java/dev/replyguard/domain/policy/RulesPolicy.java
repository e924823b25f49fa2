package dev.replyguard.domain.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site's rules. What is null, empty or {@code NONE} is not asked about.
 *
 * @param exceptions words and phrases that no word list ever matches, in the form of {@link
 *     WordList#words()}
 * @param words word lists
 * @param patterns regular expressions
 * @param links rules about links
 * @param authorUrl what follows where the author gives a home page whose domain is not allowed
 * @param firstTime what follows until the author has so many approved comments
 * @param honeypot what follows where the invisible field was filled
 * @param typing comments written too fast
 * @param closedArticles articles that take no more comments
 * @param length rules about the text's length
 * @param flood rules about too many comments
 * @param duplicate the same text again
 * @param disposableEmail throw-away addresses
 */
public record RulesPolicy(
    List<String> exceptions,
    List<WordList> words,
    List<PatternRule> patterns,
    LinkRules links,
    @Nullable Action authorUrl,
    @Nullable CountRule firstTime,
    @Nullable Action honeypot,
    @Nullable TypingRule typing,
    @Nullable ClosedArticleRule closedArticles,
    LengthRules length,
    FloodRules flood,
    @Nullable DuplicateRule duplicate,
    @Nullable DisposableEmailRule disposableEmail) {

  /** No rules. */
  public static final RulesPolicy NONE =
      new RulesPolicy(
          List.of(),
          List.of(),
          List.of(),
          LinkRules.NONE,
          null,
          null,
          null,
          null,
          null,
          LengthRules.NONE,
          FloodRules.NONE,
          null,
          null);

  public RulesPolicy {
    exceptions = List.copyOf(exceptions);
    words = List.copyOf(words);
    patterns = List.copyOf(patterns);
  }
}
