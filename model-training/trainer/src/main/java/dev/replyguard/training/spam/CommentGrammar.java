package dev.replyguard.training.spam;

import dev.replyguard.training.data.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of comments and what fills their slots, from text files whose format {@code common.txt}
 * tells. Immutable once read.
 */
final class CommentGrammar {
  /** The slot that a kind fills by its own keywords. */
  static final String KEYWORD = "kw";

  private final Map<String, List<String>> fillers = new LinkedHashMap<>();
  private final Set<String> fixed = new LinkedHashSet<>(Set.of(KEYWORD));
  private final List<CommentKind> kinds = new ArrayList<>();

  private CommentGrammar() {}

  /** The shipped one for {@code split}. */
  static CommentGrammar of(Split split) {
    CommentGrammar grammar = new CommentGrammar();
    grammar.load("common.txt");
    grammar.load(split == Split.TRAINING ? "training.txt" : "report.txt");
    grammar.check();
    return grammar;
  }

  /**
   * Reads a grammar.
   *
   * @param name for messages
   * @throws IllegalArgumentException when a line is not what the format says, with its number, or a
   *     slot is filled by nothing
   */
  static CommentGrammar read(String name, BufferedReader lines) throws IOException {
    CommentGrammar grammar = new CommentGrammar();
    grammar.add(name, lines);
    grammar.check();
    return grammar;
  }

  private void load(String name) {
    try (InputStream file = CommentGrammar.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the trainer");
      }
      add(name, new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, BufferedReader lines) throws IOException {
    KindReader kind = null;
    for (TemplateLine line : TemplateLine.read(lines)) {
      try {
        if (line.text().startsWith("@")) {
          define(line.text());
        } else if (line.text().startsWith("[")) {
          finish(kind);
          kind = KindReader.begin(line.text());
        } else if (kind == null) {
          throw new IllegalArgumentException("a kind in brackets expected before its lines");
        } else {
          kind.add(line.text());
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(name, line.number(), e.getMessage()), e);
      }
    }
    finish(kind);
  }

  private void finish(@Nullable KindReader kind) {
    if (kind != null) {
      kinds.add(kind.kind());
    }
  }

  private void define(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a colon expected after the name of a slot");
    }
    boolean once = line.startsWith("@=");
    String slot = line.substring(once ? 2 : 1, colon).strip();
    if (fillers.putIfAbsent(slot, Choices.split(line.substring(colon + 1))) != null) {
      throw new IllegalArgumentException("the slot " + slot + " is filled twice");
    }
    if (once) {
      fixed.add(slot);
    }
  }

  private void check() {
    Set<String> named = new LinkedHashSet<>();
    fillers.values().forEach(values -> values.forEach(value -> Choices.slots(value, named)));
    for (CommentKind kind : kinds) {
      for (List<String> templates :
          List.of(
              kind.keywords(),
              kind.authorNames(),
              kind.authorUrls(),
              kind.articleTitles(),
              kind.texts())) {
        templates.forEach(template -> Choices.slots(template, named));
      }
    }
    for (String slot : named) {
      if (!fillers.containsKey(slot) && !slot.equals(KEYWORD)) {
        throw new IllegalArgumentException("nothing fills the slot " + slot);
      }
    }
  }

  List<CommentKind> kinds() {
    return List.copyOf(kinds);
  }

  /** What fills each slot. */
  Map<String, List<String>> fillers() {
    return Collections.unmodifiableMap(fillers);
  }

  /** Whether a slot is the same wherever a comment names it. */
  boolean isFixed(String slot) {
    return fixed.contains(slot);
  }
}
