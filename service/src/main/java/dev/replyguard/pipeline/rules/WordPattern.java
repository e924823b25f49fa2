package dev.replyguard.pipeline.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One entry of a word list: words, symbols, and gaps between words. A gap stands for one to three
 * units between two words, so that {@code two words} is found in {@code two words} and in {@code
 * two-words}.
 *
 * @param elements in order, at least one; never a gap at either end
 */
record WordPattern(List<Element> elements) {
  private static final int MAX_GAP = 3;

  /** A part of the entry. */
  sealed interface Element {
    /** A whole word of that shape. */
    record Word(Glob glob) implements Element {}

    /** These units, just so. */
    record Symbols(String units) implements Element {}

    /** Something between two words. */
    record Gap() implements Element {}
  }

  WordPattern {
    elements = List.copyOf(elements);
  }

  /** An entry that cannot be matched; the message says what was expected. */
  static final class InvalidEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidEntryException(String message) {
      super(message);
    }
  }

  /**
   * Reads an entry.
   *
   * @param entry as it stands in the list; {@code *} and {@code ?} are wildcards unless a backslash
   *     goes before them
   * @param folding brings what is no wildcard into the form of the text to be searched
   */
  static WordPattern parse(String entry, UnaryOperator<String> folding)
      throws InvalidEntryException {
    Parser parser = new Parser(folding);
    for (String part : entry.strip().split("\\s+", -1)) {
      parser.part(part);
    }
    return new WordPattern(parser.elements());
  }

  /**
   * Where it ends when it starts at that unit.
   *
   * @return the end, exclusive, or -1 where it does not match there
   */
  int matchAt(FoldedText text, int start) {
    int at = start;
    for (Element element : elements) {
      at = next(element, text, at);
      if (at < 0) {
        return -1;
      }
    }
    return at;
  }

  private static int next(Element element, FoldedText text, int at) {
    if (element instanceof Element.Word shape) {
      int word = text.wordAt(at);
      return word >= 0 && shape.glob().matches(text.word(word)) ? text.wordEnd(word) : -1;
    }
    if (element instanceof Element.Symbols symbols) {
      return text.startsWith(symbols.units(), at) ? at + symbols.units().length() : -1;
    }
    for (int end = at + 1; end <= at + MAX_GAP && end < text.length(); end++) {
      if (text.wordAt(end) >= 0) {
        return end;
      }
    }
    return -1;
  }

  /** Puts the elements together. */
  private static final class Parser {
    private final UnaryOperator<String> folding;
    private final List<Element> elements = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder symbols = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();

    Parser(UnaryOperator<String> folding) {
      this.folding = folding;
    }

    /** Reads what stands between two blanks. */
    void part(String part) throws InvalidEntryException {
      int before = elements.size();
      if (before > 0) {
        elements.add(new Element.Gap());
      }
      for (int i = 0; i < part.length(); i++) {
        char unit = part.charAt(i);
        if (unit == '\\' && i + 1 < part.length()) {
          literal.append(part.charAt(++i));
        } else if (unit == '*' || unit == '?') {
          endLiteral();
          endSymbols();
          word.append(unit == '*' ? Glob.ANY : Glob.ONE);
        } else {
          literal.append(unit);
        }
      }
      endLiteral();
      endWord();
      endSymbols();
      if (elements.size() == before + (before > 0 ? 1 : 0)) {
        throw new InvalidEntryException("a word expected, got nothing that can be seen");
      }
    }

    List<Element> elements() {
      return elements;
    }

    private void endLiteral() throws InvalidEntryException {
      String folded = folding.apply(literal.toString());
      literal.setLength(0);
      int i = 0;
      while (i < folded.length()) {
        int codePoint = folded.codePointAt(i);
        i += Character.charCount(codePoint);
        if (FoldedText.isWordPart(codePoint)) {
          endSymbols();
          word.appendCodePoint(codePoint);
        } else if (codePoint != ' ') {
          endWord();
          symbols.appendCodePoint(codePoint);
        }
      }
    }

    private void endWord() throws InvalidEntryException {
      if (word.length() == 0) {
        return;
      }
      boolean onlyWildcards = word.chars().allMatch(unit -> unit == Glob.ANY || unit == Glob.ONE);
      if (onlyWildcards) {
        throw new InvalidEntryException("a letter or digit expected beside wildcards");
      }
      elements.add(new Element.Word(new Glob(word.toString())));
      word.setLength(0);
    }

    private void endSymbols() {
      if (symbols.length() > 0) {
        elements.add(new Element.Symbols(symbols.toString()));
        symbols.setLength(0);
      }
    }
  }
}
