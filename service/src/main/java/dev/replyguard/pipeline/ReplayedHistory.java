package dev.replyguard.pipeline;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.FloodRule;
import dev.replyguard.store.Facts;
import dev.replyguard.store.Questions;
import dev.replyguard.text.TextNormalizer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known of each comment's author and text when it came, worked out of the comments
 * themselves in the order in which they came: as {@code look_up.lua} would have found it. For one
 * thread at a time; it holds a few words a comment.
 *
 * <p>Floods and repeated texts begin with the first comment that is replayed. Approved comments of
 * an author from before that are {@link #seed told}.
 */
final class ReplayedHistory {
  /** As many of an author's comments as are looked at, the latest ones. */
  private static final int LATEST = 50;

  private static final long MICROS = 1_000;

  private final Questions asked;
  private final Map<String, Integer> seeds = new HashMap<>();
  private final Map<String, Deque<Earlier>> byPerson = new HashMap<>();
  private final Map<String, Long> due = new HashMap<>();
  private final Map<String, Repeated> texts = new HashMap<>();

  private record Repeated(String id, Instant until) {}

  /** What became of a comment: the service's verdict and, since then, people's. */
  private record Earlier(Verdict decided, @Nullable Verdict ruled, @Nullable Instant ruledAt) {
    static Earlier of(RecordedComment recorded) {
      Ruling ruling = recorded.ruling();
      return new Earlier(
          recorded.decision().verdict(),
          ruling == null ? null : ruling.verdict(),
          ruling == null ? null : ruling.at());
    }

    boolean wasApproved(Instant at) {
      Verdict then = ruled == null || ruledAt == null || ruledAt.isAfter(at) ? decided : ruled;
      return then == Verdict.APPROVE;
    }
  }

  ReplayedHistory(Questions asked) {
    this.asked = asked;
  }

  /** The authors among these of whom nothing has been told, each once, by a name for them. */
  Map<String, Author> unknown(List<RecordedComment> comments) {
    Map<String, Author> authors = new HashMap<>();
    if (asked.approved() > 0) {
      for (RecordedComment each : comments) {
        Author author = each.comment().author();
        String name = String.join(" ", people(author));
        if (!name.isEmpty() && !seeds.containsKey(name)) {
          authors.put(name, author);
        }
      }
    }
    return authors;
  }

  /** Tells how many comments of an author had been approved before the first one is replayed. */
  void seed(String name, int approved) {
    seeds.put(name, approved);
  }

  /** What was known when the comment came; each comment once, the earliest first. */
  Facts next(RecordedComment recorded) {
    Comment comment = recorded.comment();
    Instant at = recorded.recordedAt();
    List<String> people = people(comment.author());
    String person = people.isEmpty() ? null : people.get(0);
    String text =
        asked.flood().text() == null && asked.duplicate() == null ? "" : digest(comment.text());
    Facts facts =
        new Facts(
            asked.approved() > 0 ? approved(people, at) : null,
            isOver("author", asked.flood().author(), person, at),
            isOver("address", asked.flood().address(), comment.author().ip(), at),
            isOver("text", asked.flood().text(), text, at),
            duplicateOf(comment, person, text, at));
    if (asked.approved() > 0) {
      people.forEach(each -> remember(each, recorded));
    }
    return facts;
  }

  /** The names that mean one person, the first of which counts where one is needed. */
  private static List<String> people(Author author) {
    List<String> people = new ArrayList<>(2);
    if (author.id() != null) {
      people.add("id:" + author.id());
    }
    if (author.email() != null) {
      people.add("email:" + author.email());
    }
    return people;
  }

  private void remember(String person, RecordedComment recorded) {
    Deque<Earlier> latest = byPerson.computeIfAbsent(person, name -> new ArrayDeque<>());
    latest.addLast(Earlier.of(recorded));
    if (latest.size() > LATEST) {
      latest.removeFirst();
    }
  }

  private int approved(List<String> people, Instant at) {
    int most = 0;
    for (String person : people) {
      Deque<Earlier> latest = byPerson.getOrDefault(person, new ArrayDeque<>());
      most = Math.max(most, (int) latest.stream().filter(each -> each.wasApproved(at)).count());
    }
    int before = seeds.getOrDefault(String.join(" ", people), 0);
    return Math.min(asked.approved(), before + most);
  }

  /** The generic cell rate algorithm, ITU-T I.371, as for comments that come in. */
  private boolean isOver(String kind, @Nullable FloodRule rule, @Nullable String of, Instant at) {
    if (rule == null || of == null) {
      return false;
    }
    long interval = Math.max(1, rule.interval().toNanos() / 1_000);
    long now = at.toEpochMilli() * MICROS;
    long next = Math.max(now, due.getOrDefault(kind + ":" + of, 0L)) + interval;
    if (next - now > interval * rule.limit()) {
      return true;
    }
    due.put(kind + ":" + of, next);
    return false;
  }

  private @Nullable String duplicateOf(
      Comment comment, @Nullable String person, String text, Instant at) {
    DuplicateRule rule = asked.duplicate();
    if (rule == null
        || comment.text().codePointCount(0, comment.text().length()) < rule.minCharacters()) {
      return null;
    }
    String article = comment.article().id();
    String where = article == null ? comment.article().url() : article;
    String key =
        switch (rule.scope()) {
          case SITE -> text;
          case AUTHOR -> text + "\n" + person;
          case ARTICLE -> text + "\n" + person + "\n" + where;
        };
    Repeated first = texts.get(key);
    if (first != null && at.isBefore(first.until())) {
      return first.id();
    }
    texts.put(key, new Repeated(comment.id(), at.plus(rule.window())));
    return null;
  }

  /** Not the text itself: there may be thousands, and each may be long. */
  private static String digest(String text) {
    try {
      String normalized = TextNormalizer.normalize(text).toString();
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(normalized.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
