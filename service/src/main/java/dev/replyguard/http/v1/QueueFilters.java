package dev.replyguard.http.v1;

import dev.replyguard.domain.Author;
import dev.replyguard.model.Label;
import dev.replyguard.store.QueueFilter;
import dev.replyguard.store.QueueFilter.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads which waiting comments are meant off a request's query. */
final class QueueFilters {
  private static final StringRule SEARCHED =
      value ->
          value.isBlank()
              ? "1 to 200 characters expected, got none"
              : StringRule.upTo(200).complaint(value);
  private static final StringRule EMAIL = StringRule.upTo(320);
  private static final StringRule RULE = StringRule.upTo(200);

  private final Clock clock;

  QueueFilters(Clock clock) {
    this.clock = clock;
  }

  /**
   * The filter; what is wrong is noted in {@code query}.
   *
   * @param normalizer brings a searched text into the form in which texts are searched
   */
  QueueFilter read(QueryParameters query, UnaryOperator<String> normalizer) {
    String text = searched(query, normalizer);
    float min = query.probability("minScore", 0f);
    float max = query.probability("maxScore", 1f);
    if (min > max) {
      query.note("maxScore", "at least minScore expected");
      max = min;
    }
    Claim claim = query.parsed("claim", "any, free or mine", QueueFilters::claim);
    return new QueueFilter(
        query.parsed("label", "a label", QueueFilters::label),
        query.text("rule", RULE),
        author(query),
        query.text("article", StringRule.IDENTIFIER),
        query.text("language", StringRule.LANGUAGE),
        query.text("group", StringRule.IDENTIFIER),
        query.text("assignee", StringRule.PERSON),
        text,
        min,
        max,
        query.instant("from"),
        until(query),
        claim == null ? Claim.ANY : claim);
  }

  private static @Nullable String searched(
      QueryParameters query, UnaryOperator<String> normalizer) {
    String text = query.text("text", SEARCHED);
    String normalized = text == null ? null : normalizer.apply(text);
    if (normalized != null && normalized.isEmpty()) {
      // It would be found in every text.
      query.note("text", "something to be seen expected, got nothing but invisible characters");
    }
    return normalized;
  }

  private static Author author(QueryParameters query) {
    return new Author(
        query.text("authorId", StringRule.IDENTIFIER),
        null,
        query.text("authorEmail", EMAIL),
        null,
        query.text("authorIp", EMAIL),
        null);
  }

  /** Before a time, or of an age: whichever is the earlier. */
  private @Nullable Instant until(QueryParameters query) {
    Instant to = query.instant("to");
    int minutes = query.whole("minAgeMinutes", 0, 525_600, -1);
    if (minutes < 0) {
      return to;
    }
    Instant aged = clock.instant().minus(Duration.ofMinutes(minutes));
    return to == null || aged.isBefore(to) ? aged : to;
  }

  private static Optional<Label> label(String key) {
    return Label.ALL.stream().filter(label -> label.key().equals(key)).findFirst();
  }

  private static Optional<Claim> claim(String key) {
    return Arrays.stream(Claim.values())
        .filter(claim -> claim.name().toLowerCase(Locale.ROOT).equals(key))
        .findFirst();
  }
}
