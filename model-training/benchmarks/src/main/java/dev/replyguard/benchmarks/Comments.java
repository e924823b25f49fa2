package dev.replyguard.benchmarks;

import dev.replyguard.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Texts to measure with: made up, or from a file; many different ones, so that caches miss too. */
final class Comments {
  private static final int COUNT = 5_000;
  private static final long SEED = 20_261_124;

  /** About as many words as are unknown in real comments. */
  private static final double UNKNOWN = 0.05;

  private static final String LETTERS = "eeeetttaaaooiinnsshhrrdlcumwfgypbvk";

  private Comments() {}

  /** Some thousand comments from {@code file}, or made up where it is empty. */
  static String[] of(String file, ModelBundle model, int length) throws IOException {
    return file.isEmpty()
        ? madeUp(model.frequentTokens(), COUNT, length)
        : read(Path.of(file), COUNT, length);
  }

  /**
   * Made-up comments: the n-th word of {@code words} about as often as 1/n (Zipf's law), among them
   * words that are on no list, sentences with capitals and full stops.
   */
  private static String[] madeUp(List<String> words, int count, int length) {
    Random random = new Random(SEED);
    List<String> plain = words.stream().filter(word -> word.matches("[a-z][a-z']*")).toList();
    String[] comments = new String[count];
    Arrays.setAll(comments, i -> comment(plain, random, length));
    return comments;
  }

  private static String comment(List<String> words, Random random, int length) {
    StringBuilder text = new StringBuilder();
    boolean first = true;
    while (text.length() < length) {
      boolean known = !words.isEmpty() && random.nextDouble() >= UNKNOWN;
      int rank = (int) Math.pow(Math.max(words.size(), 1), random.nextDouble()) - 1;
      String word = known ? words.get(rank) : unknown(random);
      text.append(first ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      first = random.nextInt(12) == 0;
      text.append(first ? ". " : random.nextInt(15) == 0 ? ", " : " ");
    }
    return text.substring(0, length);
  }

  private static String unknown(Random random) {
    StringBuilder word = new StringBuilder();
    int length = 4 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  /** The lines of a UTF-8 file that are long enough, cut to {@code length}. */
  private static String[] read(Path file, int count, int length) throws IOException {
    List<String> comments = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.length() >= length && comments.size() < count) {
        comments.add(line.substring(0, length));
      }
    }
    if (comments.isEmpty()) {
      throw new IOException(file + ": lines of at least " + length + " characters expected");
    }
    return comments.toArray(String[]::new);
  }
}
