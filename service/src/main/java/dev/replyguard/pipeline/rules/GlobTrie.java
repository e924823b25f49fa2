package dev.replyguard.pipeline.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Many {@link Glob}s at once: a trie whose edges are units or wildcards, walked along all its paths
 * side by side, as a non-deterministic automaton is (Thompson, Communications of the ACM 11(6),
 * 1968). Every node has one way to it; only the node after a {@code *}, which also leads to itself,
 * can be come to twice at once, and is looked for before it is added.
 *
 * <p>Time for a word is its length times the paths that are still open; those are few, since each
 * needs the word to have begun, or to go on after a {@code *}, like one of the globs. Immutable
 * after the last {@link #add} and safe for use by many threads.
 */
final class GlobTrie {
  /** Longer words are not looked at: no glob is that long, and a {@code *} could make it dear. */
  static final int MAX_WORD = 256;

  private final Node root = new Node(false);

  private static final class Node {
    final boolean loops;
    char[] units = {};
    Node[] next = {};
    int[] globs = {};

    Node(boolean loops) {
      this.loops = loops;
    }

    Node child(char unit) {
      int at = Arrays.binarySearch(units, unit);
      if (at >= 0) {
        return next[at];
      }
      int place = -at - 1;
      Node child = new Node(unit == Glob.ANY);
      units = inserted(units, place, unit);
      Node[] more = new Node[next.length + 1];
      System.arraycopy(next, 0, more, 0, place);
      System.arraycopy(next, place, more, place + 1, next.length - place);
      more[place] = child;
      next = more;
      return child;
    }

    private static char[] inserted(char[] units, int place, char unit) {
      char[] more = new char[units.length + 1];
      System.arraycopy(units, 0, more, 0, place);
      System.arraycopy(units, place, more, place + 1, units.length - place);
      more[place] = unit;
      return more;
    }
  }

  /** Adds a glob under a number. */
  void add(Glob glob, int number) {
    Node node = root;
    for (int i = 0; i < glob.shape().length(); i++) {
      node = node.child(glob.shape().charAt(i));
    }
    node.globs = Arrays.copyOf(node.globs, node.globs.length + 1);
    node.globs[node.globs.length - 1] = number;
  }

  boolean isEmpty() {
    return root.units.length == 0;
  }

  /** Tells the numbers of all globs that match the whole of {@code word}. */
  void match(String word, IntConsumer found) {
    if (word.length() > MAX_WORD) {
      return;
    }
    List<Node> open = new ArrayList<>();
    List<Node> after = new ArrayList<>();
    reach(root, open);
    for (int i = 0; i < word.length() && !open.isEmpty(); i++) {
      step(open, word.charAt(i), after);
      List<Node> spare = open;
      open = after;
      after = spare;
      after.clear();
    }
    for (Node node : open) {
      for (int number : node.globs) {
        found.accept(number);
      }
    }
  }

  private static void step(List<Node> open, char unit, List<Node> after) {
    for (Node node : open) {
      if (node.loops) {
        reach(node, after);
      }
      follow(node, unit, after);
      follow(node, Glob.ONE, after);
    }
  }

  private static void follow(Node node, char unit, List<Node> into) {
    int at = Arrays.binarySearch(node.units, unit);
    if (at >= 0) {
      reach(node.next[at], into);
    }
  }

  /** Adds the node, and that after a {@code *} behind it, which may stand for nothing. */
  private static void reach(Node node, List<Node> into) {
    if (node.loops && into.contains(node)) {
      return;
    }
    into.add(node);
    follow(node, Glob.ANY, into);
  }
}
