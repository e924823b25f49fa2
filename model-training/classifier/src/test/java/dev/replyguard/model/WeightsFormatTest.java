package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFormatTest {
  private static final int HASH_BITS = 10;
  private static final int ROWS = 300;
  private static final int LABELS = FlatWeights.LABELS;

  /** Up to the biases, and the bits of buckets. */
  private static final int HEADER = 4 + 32 + 2 + 4 + 4 * LABELS + (1 << HASH_BITS) / 8;

  private static final byte[] DIGEST = Sha256.of(new byte[] {1});

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_whatWasWritten_givesTheSameWeights(boolean brief) {
    FlatWeights weights = weights(brief);
    byte[] bytes = WeightsFormat.write(weights, DIGEST);
    FlatWeights read = WeightsFormat.read(bytes);

    assertThat(bytes).startsWith('R', 'G', 'W', brief ? '2' : '1');
    assertThat(bytes).hasSize(HEADER + ROWS * LABELS * (brief ? 2 : 4));
    WeightsFormat.requireOf(bytes, DIGEST, HASH_BITS);
    for (int bucket = 0; bucket < 1 << HASH_BITS; bucket++) {
      for (int label = 0; label < LABELS; label++) {
        assertThat(read.weight(bucket, label)).isEqualTo(weights.weight(bucket, label));
      }
    }
    for (int label = 0; label < LABELS; label++) {
      assertThat(read.bias(label)).isEqualTo(weights.bias(label));
    }
    assertThat(WeightsFormat.write(read, DIGEST)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_rows_arePackedAsTheyAre(boolean brief) {
    FlatWeights weights = weights(brief);
    FlatWeights read = WeightsFormat.read(WeightsFormat.write(weights, DIGEST));
    PackedRows packed = read.packed(TestModels.extractor(HASH_BITS));
    for (int bucket = 0; bucket < 1 << HASH_BITS; bucket++) {
      int row = read.index().find(bucket);
      for (int label = 0; row != FeatureIndex.NONE && label < LABELS; label++) {
        double off = Math.abs(packed.get(row, label) - weights.weight(bucket, label));
        assertThat(off).isLessThan(1e-7);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_ofAnotherLength_isRefused(boolean brief) {
    byte[] bytes = WeightsFormat.write(weights(brief), DIGEST);
    for (int length = 0; length < bytes.length + 20; length += length < 300 ? 1 : 97) {
      if (length != bytes.length) {
        byte[] other = Arrays.copyOf(bytes, length);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> WeightsFormat.read(other))
            .withMessageStartingWith("weights.bin: ");
      }
    }
  }

  @Test
  void read_halfOfTheWeightsUnderTheOtherName_isRefused() {
    byte[] bytes = WeightsFormat.write(weights(true), DIGEST);
    bytes[3] = '1';
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightsFormat.read(bytes))
        .withMessage("weights.bin: has %d bytes, %d expected", bytes.length, HEADER + 4 * 2_400);
  }

  @Test
  void read_headerOfAnotherKind_isRefused() {
    assertRefused(0, 'X', "is not a table of weights");
    assertRefused(3, '3', "is not a table of weights");
    assertRefused(36, 3, "has 3 hash bits");
    assertRefused(36, -1, "has -1 hash bits");
    assertRefused(37, 7, "has 7 labels, 8 expected");
    assertRefused(40, 9, "has 2348 rows, at most 1024 expected");
    assertRefused(38, -1, "has -16776916 rows, at most 1024 expected");
    // A bias that is no number.
    assertRefused(42, 0x7F, 0xC0, "has a weight that is not a finite number");
    assertRefused(HEADER - 1, 0, "has 292 buckets for 300 rows");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void read_weightThatIsNotFinite_isRefused(boolean brief) {
    byte[] bytes = WeightsFormat.write(weights(brief), DIGEST);
    for (int cell : new int[] {0, 1_000, ROWS * LABELS - 1}) {
      byte[] changed = bytes.clone();
      changed[HEADER + cell] = (byte) 0xFF;
      changed[HEADER + cell + ROWS * LABELS] = (byte) 0x80;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WeightsFormat.read(changed))
          .withMessage("weights.bin: has a weight that is not a finite number");
    }
  }

  private static void assertRefused(int place, int value, String message) {
    byte[] bytes = WeightsFormat.write(weights(true), DIGEST);
    assertRefused(place, value, bytes[place + 1], message);
  }

  private static void assertRefused(int place, int value, int next, String message) {
    byte[] bytes = WeightsFormat.write(weights(true), DIGEST);
    bytes[place] = (byte) value;
    bytes[place + 1] = (byte) next;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightsFormat.read(bytes))
        .withMessage("weights.bin: " + message);
  }

  /** Weights of the last buckets, drawn by lot; brief ones have 16 bits at most. */
  private static FlatWeights weights(boolean brief) {
    Random random = new Random(9);
    int[] buckets = new int[ROWS];
    Arrays.setAll(buckets, i -> (1 << HASH_BITS) - ROWS + i);
    float[] rows = new float[ROWS * LABELS];
    float[] biases = new float[LABELS];
    for (int i = 0; i < rows.length; i++) {
      float number = (float) random.nextGaussian();
      int bits = Float.floatToIntBits(number);
      rows[i] = brief ? Float.intBitsToFloat(bits & 0xFFFF_0000) : number;
    }
    for (int label = 0; label < LABELS; label++) {
      biases[label] = (float) random.nextGaussian();
    }
    return new FlatWeights(HASH_BITS, biases, buckets, rows);
  }
}
