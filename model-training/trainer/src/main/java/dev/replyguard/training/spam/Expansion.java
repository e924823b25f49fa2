package dev.replyguard.training.spam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Fills the templates of one comment. For one comment and one thread. */
final class Expansion {
  private static final int MAX_DEPTH = 12;

  private final CommentGrammar grammar;
  private final CommentKind kind;
  private final Random random;
  private final Map<String, String> fixed = new HashMap<>();

  Expansion(CommentGrammar grammar, CommentKind kind, Random random) {
    this.grammar = grammar;
    this.kind = kind;
    this.random = random;
  }

  /** One of {@code templates}, filled. */
  String one(List<String> templates) {
    return fill(templates.get(random.nextInt(templates.size())), 0);
  }

  /** The template, filled. */
  String fill(String template) {
    return fill(template, 0);
  }

  private String fill(String template, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalStateException("slots that fill each other without end in " + kind.name());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char unit = template.charAt(i);
      if (unit == '\\' && i + 1 < template.length()) {
        i++;
        text.append(template.charAt(i) == 'n' ? '\n' : template.charAt(i));
      } else if (unit == '{') {
        int close = Choices.close(template, i);
        text.append(slot(template.substring(i + 1, close), depth));
        i = close;
      } else {
        text.append(unit);
      }
    }
    return text.toString();
  }

  private String slot(String inside, int depth) {
    List<String> choices = Choices.parts(inside);
    if (choices.size() > 1) {
      return fill(choices.get(random.nextInt(choices.size())), depth + 1);
    }
    int form = inside.indexOf('~');
    String slot = form < 0 ? inside : inside.substring(0, form);
    String filled = fixed.get(slot);
    if (filled == null) {
      boolean keyword = slot.equals(CommentGrammar.KEYWORD) && !kind.keywords().isEmpty();
      List<String> values =
          keyword ? kind.keywords() : grammar.fillers().getOrDefault(slot, List.of(""));
      filled = fill(values.get(random.nextInt(values.size())), depth + 1);
      if (grammar.isFixed(slot)) {
        fixed.put(slot, filled);
      }
    }
    return form < 0 ? filled : formed(filled, inside.substring(form + 1));
  }

  private static String formed(String text, String form) {
    if (text.isEmpty()) {
      return text;
    }
    String small = text.toLowerCase(Locale.ROOT);
    return switch (form) {
      case "lower" -> text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "title" -> title(text);
      case "host" -> small.replaceAll("[^\\p{L}\\p{N}]", "");
      case "hyphen" ->
          small
              .replaceAll("[^\\p{L}\\p{N}]+", "-")
              .replaceAll("^(the|a)-", "")
              .replaceAll("-$", "");
      default -> throw new IllegalArgumentException("no form of a slot: " + form);
    };
  }

  private static String title(String text) {
    StringBuilder title = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      title.append(title.length() == 0 ? "" : " ");
      title.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT));
      title.append(word.isEmpty() ? "" : word.substring(1));
    }
    return title.toString();
  }
}
