package dev.replyguard.training.spam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the lines of one kind of comments. */
final class KindReader {
  private static final List<String> NOTHING = List.of("");

  private final String name;
  private final boolean spam;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();

  private KindReader(String name, boolean spam) {
    this.name = name;
    this.spam = spam;
  }

  /** Begins a kind by its line in brackets. */
  static KindReader begin(String line) {
    String[] parts = line.replaceAll("[\\[\\]]", "").split(" ", -1);
    if (parts.length != 2 || !(parts[1].equals("1") || parts[1].equals("0"))) {
      throw new IllegalArgumentException("a name and 1 or 0 expected in brackets");
    }
    return new KindReader(parts[0], parts[1].equals("1"));
  }

  void add(String line) {
    if (line.startsWith("- ")) {
      texts.add(line.substring(2).strip());
      return;
    }
    int colon = line.indexOf(':');
    String field = line.substring(0, Math.max(colon, 0));
    if (!List.of(CommentGrammar.KEYWORD, "name", "url", "title").contains(field)) {
      throw new IllegalArgumentException("kw:, name:, url:, title: or a hyphen expected");
    }
    fields.put(field, Choices.split(line.substring(colon + 1)));
  }

  CommentKind kind() {
    return new CommentKind(
        name,
        spam,
        fields.getOrDefault(CommentGrammar.KEYWORD, List.of()),
        fields.getOrDefault("name", NOTHING),
        fields.getOrDefault("url", NOTHING),
        fields.getOrDefault("title", NOTHING),
        texts);
  }
}
