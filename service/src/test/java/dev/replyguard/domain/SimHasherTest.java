package dev.replyguard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimHasherTest {
  private static final String OFFER =
      "we sell the best garden gnomes in town, write to us today and get the second one for free;"
          + " our gnomes are made by hand and last for many years";

  @Test
  void of_otherPunctuation_same() {
    String variant = OFFER.replace(",", "!").replace(";", ".") + "!!!";

    assertThat(SimHasher.of(variant)).isEqualTo(SimHasher.of(OFFER));
  }

  @Test
  void of_otherNumbersAndLinks_same() {
    assertThat(SimHasher.of("only 99 left, see http://one.example/a and call 0123"))
        .isEqualTo(SimHasher.of("only 7 left, see www.two.example/b?c=d and call 98765"));
  }

  @Test
  void of_oneWordOfManyChanged_near() {
    int distance = distance(OFFER, OFFER.replace("write", "talk"));

    assertThat(distance).isBetween(1, MemoryPolicy.DEFAULTS.distance());
  }

  @Test
  void of_unrelatedTexts_farApart() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<SimHash> hashes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      hashes.add(SimHasher.of(words(random, 15)));
    }
    for (int i = 0; i < hashes.size(); i++) {
      for (int k = i + 1; k < hashes.size(); k++) {
        assertThat(hashes.get(i).distance(hashes.get(k)))
            .as("seed %d, texts %d and %d", seed, i, k)
            .isGreaterThan(SimHash.MAX_DISTANCE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "!!!", "\uD83D\uDE00", "\uD83D", "www.", "://", "0"})
  void of_unusualText_someFingerprint(String text) {
    assertThat(SimHasher.of(text)).isEqualTo(SimHasher.of(text));
  }

  @Test
  void of_longestText_endsAndCountsItsBeginning() {
    String words = words(new Random(1), 4_000);

    assertThat(SimHasher.of(words)).isEqualTo(SimHasher.of(words + " and something else"));
  }

  @Test
  void bands_twoFingerprintsWithinFiveBits_agreeOnOne() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      SimHash first = new SimHash(random.nextLong());
      long bits = first.bits();
      for (int flip = 0; flip < SimHash.BANDS - 1; flip++) {
        bits ^= 1L << random.nextInt(64);
      }
      SimHash second = new SimHash(bits);
      assertThat(IntStream.range(0, SimHash.BANDS))
          .as("seed %d, round %d", seed, round)
          .anyMatch(band -> first.band(band) == second.band(band));
    }
  }

  @Test
  void bands_together_holdEveryBit() {
    SimHash all = new SimHash(-1L);

    int bits =
        IntStream.range(0, SimHash.BANDS).map(band -> Integer.bitCount(all.band(band))).sum();

    assertThat(bits).isEqualTo(64);
  }

  @Test
  void hex_andBack_same() {
    for (long bits : new long[] {0, 1, -1, Long.MIN_VALUE, 0x0123456789abcdefL}) {
      assertThat(SimHash.ofHex(new SimHash(bits).hex()).bits()).isEqualTo(bits);
    }
  }

  private static int distance(String one, String other) {
    return SimHasher.of(one).distance(SimHasher.of(other));
  }

  private static String words(Random random, int count) {
    return IntStream.range(0, count).mapToObj(i -> word(random)).collect(Collectors.joining(" "));
  }

  private static String word(Random random) {
    return random
        .ints(3 + random.nextInt(6), 'a', 'z' + 1)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }
}
