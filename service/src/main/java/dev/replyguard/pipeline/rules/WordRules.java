package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.WordList;
import dev.replyguard.pipeline.rules.WordMatcher.Entry;
import dev.replyguard.pipeline.rules.WordMatcher.Hit;
import dev.replyguard.pipeline.rules.WordPattern.InvalidEntryException;
import dev.replyguard.text.TextNormalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All word lists of a policy. Each text is gone through twice at most: as it was written, and with
 * its disguises undone. What an exception covers in either form does not match.
 */
final class WordRules implements Rule {
  /** The number that stands for all lists, in exceptions. */
  private static final int EVERY_LIST = -1;

  // Measured, see docs/policy.md: two passes over a text, with lists of any size.
  private static final int NANOS_A_UNIT = 100;

  private final List<WordList> lists;
  private final Set<Field> fields = EnumSet.noneOf(Field.class);
  private final WordMatcher written;
  private final WordMatcher normalized;
  private final boolean disguises;

  private record Span(int start, int end) {
    boolean covers(Span other) {
      return start <= other.start && other.end <= end;
    }
  }

  WordRules(List<WordList> all, List<String> exceptions) {
    lists = List.copyOf(all);
    lists.forEach(list -> fields.addAll(list.fields()));
    disguises = lists.stream().anyMatch(WordList::disguised);
    written = new WordMatcher(entries(exceptions, false));
    normalized = new WordMatcher(entries(exceptions, true));
  }

  /**
   * What is wrong with an entry of a word list.
   *
   * @throws InvalidEntryException saying so
   */
  static void check(String entry) throws InvalidEntryException {
    WordPattern.parse(entry, WordRules::fold);
  }

  private List<Entry> entries(List<String> exceptions, boolean undone) {
    List<Entry> entries = new ArrayList<>();
    add(exceptions, EVERY_LIST, true, undone, entries);
    for (int i = 0; i < lists.size(); i++) {
      WordList list = lists.get(i);
      add(list.except(), i, true, undone, entries);
      if (!undone || list.disguised()) {
        add(list.words(), i, false, undone, entries);
      }
    }
    return entries;
  }

  private static void add(
      List<String> words, int list, boolean exception, boolean undone, List<Entry> entries) {
    UnaryOperator<String> folding =
        undone ? part -> TextNormalizer.normalize(part).toString() : WordRules::fold;
    for (String word : words) {
      parsed(word, folding).ifPresent(pattern -> entries.add(new Entry(pattern, list, exception)));
    }
  }

  /** An entry has been checked as it is written; normalised, it may be nothing. */
  private static Optional<WordPattern> parsed(String word, UnaryOperator<String> folding) {
    try {
      return Optional.of(WordPattern.parse(word, folding));
    } catch (InvalidEntryException e) {
      return Optional.empty();
    }
  }

  private static String fold(String part) {
    return new String(FoldedText.fold(part));
  }

  @Override
  public long estimatedNanos(int length) {
    return (long) length * NANOS_A_UNIT;
  }

  @Override
  public List<Reason> examine(CommentView comment) {
    List<List<Match>> found = new ArrayList<>();
    lists.forEach(list -> found.add(new ArrayList<>()));
    for (Field field : fields) {
      if (!comment.text(field).isEmpty()) {
        examine(comment, field, found);
      }
    }
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      if (!found.get(i).isEmpty()) {
        reasons.add(reason(lists.get(i), found.get(i)));
      }
    }
    return reasons;
  }

  private void examine(CommentView comment, Field field, List<List<Match>> found) {
    List<Hit> hits = new ArrayList<>(written.find(comment.written(field)));
    if (disguises) {
      hits.addAll(normalized.find(FoldedText.ofNormalized(comment.normalized(field))));
    }
    if (hits.isEmpty()) {
      return;
    }
    for (int i = 0; i < lists.size(); i++) {
      if (lists.get(i).fields().contains(field)) {
        for (Span span : spans(hits, i)) {
          found.get(i).add(comment.match(field, span.start(), span.end()));
        }
      }
    }
  }

  /** Where the list matches: what an exception covers is left out, as is a place within another. */
  private static List<Span> spans(List<Hit> hits, int list) {
    List<Span> exceptions = new ArrayList<>();
    Set<Span> places =
        new TreeSet<>(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
    for (Hit hit : hits) {
      Span span = new Span(hit.start(), hit.end());
      if (hit.entry().exception()) {
        if (hit.entry().list() == list || hit.entry().list() == EVERY_LIST) {
          exceptions.add(span);
        }
      } else if (hit.entry().list() == list) {
        places.add(span);
      }
    }
    List<Span> kept = new ArrayList<>();
    for (Span place : places) {
      boolean excepted = exceptions.stream().anyMatch(exception -> exception.covers(place));
      boolean told = !kept.isEmpty() && kept.get(kept.size() - 1).covers(place);
      if (!excepted && !told) {
        kept.add(place);
      }
    }
    return kept;
  }

  private static Reason reason(WordList list, List<Match> matches) {
    return Reasons.of(
        "words." + list.name(),
        list.action(),
        "Word list " + list.name() + ": " + Reasons.count(matches.size(), "match", "matches"),
        matches);
  }
}
