package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the bundle that is shipped to what scoring may cost: memory, and time for long texts. */
class ShippedBundleCostTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final long MOST_HEAP = 64 * MEBIBYTE;
  private static final int COMMENTS = 100_000;
  private static final int SHORT = 5_000;
  private static final int LONG = 20_000;
  private static final int ROUNDS = 60;

  /** Texts that could make one of the steps slow. */
  private enum Shape {
    WORDS("you are such a {} and we all know it, so {} off. "),
    UNKNOWN_WORDS("{}{}{} {}{} "),
    ONE_WORD("{}{}"),
    ONE_LETTER("aaaaaaaa"),
    SPACED_LETTERS("s p a c e d  "),
    LEET("1d10t5 4r3 5tup1d "),
    MASKS("f**k s**t a******e "),
    LINKS("http://{}.example/{}?a={} "),
    TAGS("<a href='http://{}.example'>{}</a>"),
    HALF_TAGS("<a href="),
    ESCAPES("&amp;amp;#x26;amp;%2525"),
    OTHER_SCRIPTS("пример 例え ｆｕｌｌ 🇬🇧🅰"),
    MARKS("e\u0301\u0301\u0301\u200B\u200B");

    private final String piece;

    Shape(String piece) {
      this.piece = piece;
    }

    String text(int length, Random random) {
      StringBuilder text = new StringBuilder();
      while (text.length() < length) {
        String next = piece;
        while (next.contains("{}")) {
          next = next.replaceFirst("\\{}", Long.toString(random.nextLong() >>> 30, 36));
        }
        text.append(next);
      }
      return text.substring(0, length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void score_textFourTimesAsLong_takesAboutFourTimesAsLong(Shape shape) throws IOException {
    CommentClassifier classifier =
        CommentClassifier.of(ModelBundle.read(ShippedBundleTest.DEFAULT));
    Random random = new Random(TestData.SEED);
    String shorter = shape.text(SHORT, random);
    String longer = shape.text(LONG, random);
    double few = Double.MAX_VALUE;
    double many = Double.MAX_VALUE;
    // The least of many rounds, as others use this machine too.
    for (int round = 0; round < ROUNDS; round++) {
      few = Math.min(few, micros(classifier, shorter));
      many = Math.min(many, micros(classifier, longer));
    }
    System.out.printf("%s: %d units %.0f us, %d %.0f us%n", shape, SHORT, few, LONG, many);

    // Time that grew with the square would be sixteen times as long.
    assertThat(many).isLessThan(8 * few);
  }

  private static double micros(CommentClassifier classifier, String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    classifier.score(text);
    return (threads.getCurrentThreadCpuTime() - start) / 1e3;
  }

  @Test
  void score_hundredThousandCommentsAndAsManyAgain_heapStaysFlatAndSmall() throws IOException {
    List<String> words = List.copyOf(ModelBundle.read(ShippedBundleTest.DEFAULT).frequentTokens());
    long before = heap();
    CommentClassifier classifier =
        CommentClassifier.of(ModelBundle.read(ShippedBundleTest.DEFAULT));
    long loaded = heap();
    Random random = new Random(TestData.SEED);
    double sum = scoreAll(classifier, words, random);
    long first = heap();
    sum += scoreAll(classifier, words, random);
    long second = heap();
    System.out.printf(
        "heap, MiB: before %d, loaded %d, after %d comments %d, after twice as many %d (%.3f)%n",
        before / MEBIBYTE,
        loaded / MEBIBYTE,
        COMMENTS,
        first / MEBIBYTE,
        second / MEBIBYTE,
        sum / COMMENTS / 2);

    assertThat(second - first).isLessThan(MEBIBYTE);
    assertThat(second - before).isLessThan(MOST_HEAP);
    assertThat(classifier.labels()).contains(Label.SPAM);
  }

  private static double scoreAll(CommentClassifier classifier, List<String> words, Random random) {
    double sum = 0;
    StringBuilder text = new StringBuilder();
    for (int comment = 0; comment < COMMENTS; comment++) {
      text.setLength(0);
      while (text.length() < 200) {
        // The n-th word about as often as 1/n, and every tenth one that nobody knows.
        int rank = (int) Math.pow(words.size(), random.nextDouble()) - 1;
        boolean known = random.nextInt(10) > 0;
        text.append(known ? words.get(rank) : Long.toString(random.nextLong(), 36)).append(' ');
      }
      sum += classifier.score(text.toString()).get(Label.TOXICITY);
    }
    return sum;
  }

  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
