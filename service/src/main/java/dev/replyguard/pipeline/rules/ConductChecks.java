package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.ClosedArticleRule;
import dev.replyguard.domain.policy.CountRule;
import dev.replyguard.domain.policy.RulesPolicy;
import dev.replyguard.domain.policy.TypingRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules about how and where a comment was left: the form, the article, the length, the author.
 */
final class ConductChecks implements Rule {
  private final RulesPolicy rules;

  ConductChecks(RulesPolicy rules) {
    this.rules = rules;
  }

  @Override
  public List<Reason> examine(CommentView comment) {
    List<Reason> reasons = new ArrayList<>();
    honeypot(comment, reasons);
    typing(comment, reasons);
    closedArticle(comment, reasons);
    length(comment, reasons);
    firstTime(comment, reasons);
    return reasons;
  }

  private void honeypot(CommentView comment, List<Reason> reasons) {
    Action action = rules.honeypot();
    if (action != null && comment.comment().form().honeypotFilled()) {
      reasons.add(
          Reasons.of("honeypot", action, "A field that people cannot see was filled", List.of()));
    }
  }

  private void typing(CommentView comment, List<Reason> reasons) {
    TypingRule rule = rules.typing();
    Duration took = comment.comment().form().typing();
    if (rule != null && took != null && took.compareTo(rule.min()) < 0) {
      reasons.add(
          Reasons.of(
              "typing",
              rule.action(),
              String.format(
                  Locale.ROOT,
                  "Sent after %.1f s, at least %.1f s expected",
                  seconds(took),
                  seconds(rule.min())),
              List.of()));
    }
  }

  private void closedArticle(CommentView comment, List<Reason> reasons) {
    ClosedArticleRule rule = rules.closedArticles();
    if (rule == null) {
      return;
    }
    String why = closed(rule, comment.comment().article(), comment.now());
    if (why != null) {
      reasons.add(Reasons.of("closedArticles", rule.action(), why, List.of()));
    }
  }

  private static @Nullable String closed(ClosedArticleRule rule, Article article, Instant now) {
    String id = article.id();
    if (article.closed() || (id != null && rule.articles().contains(id))) {
      return "The article takes no more comments";
    }
    Instant published = article.publishedAt();
    Integer afterDays = rule.afterDays();
    if (published == null || afterDays == null) {
      return null;
    }
    long days = Duration.between(published, now).toDays();
    return days < afterDays
        ? null
        : "The article is " + days + " days old, and closed after " + afterDays;
  }

  private void length(CommentView comment, List<Reason> reasons) {
    CountRule min = rules.length().min();
    CountRule max = rules.length().max();
    if (min == null && max == null) {
      return;
    }
    String text = comment.comment().text();
    int characters = text.codePointCount(0, text.length());
    if (min != null && characters < min.limit()) {
      reasons.add(
          Reasons.of(
              "length.min",
              min.action(),
              Reasons.count(characters, "character", "characters")
                  + ", at least "
                  + min.limit()
                  + " expected",
              List.of()));
    }
    if (max != null && characters > max.limit()) {
      reasons.add(
          Reasons.of(
              "length.max",
              max.action(),
              Reasons.count(characters, "character", "characters")
                  + ", at most "
                  + max.limit()
                  + " expected",
              List.of()));
    }
  }

  private void firstTime(CommentView comment, List<Reason> reasons) {
    CountRule rule = rules.firstTime();
    Integer approved = comment.facts().approved();
    if (rule != null && approved != null && approved < rule.limit()) {
      reasons.add(
          Reasons.of(
              "firstTime",
              rule.action(),
              Reasons.count(approved, "approved comment", "approved comments")
                  + " of this author, "
                  + rule.limit()
                  + " expected",
              List.of()));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
