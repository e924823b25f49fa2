package dev.replyguard.model;

/**
 * Rows of numbers that are added up again and again: many rows, a number of each column. Immutable.
 *
 * <p>Numbers are integers, two to a {@code long}, so that one addition serves two columns; a
 * negative lower one borrows from the upper one, which adding up undoes again, as {@code (a, b) +
 * (c, d) = (a + c, b + d)} holds for {@code a * 2^32 + b} whatever the signs. They are multiples of
 * the smallest power of two that lets {@value #AT_ONCE} rows be added up without overflow; that is
 * about a hundred-millionth of the largest.
 */
final class PackedRows {
  /** How many rows are added up before the sums are taken out. */
  private static final int AT_ONCE = 16;

  /** How many longs are kept in registers at once; a row has as many, or a multiple. */
  private static final int BLOCK = 4;

  /**
   * Longs left free before the first row. With the 16 bytes of an array's header they fill a cache
   * line, so that in a large array, which starts on one, no row lies across more than it must.
   */
  private static final int ALIGNMENT = 6;

  /**
   * So many rows are worked on in one call: a fresh Java virtual machine uses what it compiles
   * meanwhile from the next call on.
   */
  private static final int BATCH = 1 << 9;

  private static final int SMALLEST_SHARE = 1 << 14;

  private final int stride;
  private final long[] longs;
  private final double unit;
  private final float largest;

  /**
   * Packs rows.
   *
   * @param rows all finite
   * @param width numbers a row, a multiple of 8
   * @param largest no number is larger, whatever its sign
   */
  PackedRows(WeightRows rows, int width, float largest) {
    this(rows.size(), width, largest);
    Shares.run(
        rows.size(),
        SMALLEST_SHARE,
        (start, end) -> {
          float[] numbers = new float[BATCH * width];
          for (int row = start; row < end; row += BATCH) {
            int last = Math.min(end, row + BATCH);
            rows.read(row, last, numbers);
            pack(numbers, (last - row) * stride, ALIGNMENT + row * stride);
          }
        });
  }

  /**
   * Rows of zeros, to be {@link #set}.
   *
   * @param size how many there are
   * @param width numbers a row, a multiple of 8
   * @param largest no number will be larger, whatever its sign
   */
  PackedRows(int size, int width, float largest) {
    this.largest = largest;
    stride = width / 2;
    // One more than the exponent of what so many of the largest add up to.
    int bits = largest == 0 ? 0 : Math.getExponent(largest * AT_ONCE) + 1;
    unit = Math.scalb(1.0, bits + 1 - Integer.SIZE);
    longs = new long[ALIGNMENT + size * stride];
  }

  /**
   * Sets a row, which must happen before it is read.
   *
   * @param numbers none larger than the largest
   */
  void set(int row, float[] numbers) {
    pack(numbers, stride, ALIGNMENT + row * stride);
  }

  /** What no number is larger than, whatever its sign. */
  float largest() {
    return largest;
  }

  private void pack(float[] numbers, int count, int at) {
    double perUnit = 1 / unit;
    long[] to = longs;
    for (int i = 0; i < count; i++) {
      to[at + i] =
          (rounded(numbers[2 * i + 1] * perUnit) << Integer.SIZE)
              + rounded(numbers[2 * i] * perUnit);
    }
  }

  /** {@link Math#round}, of numbers that are never large, without its way over their bits. */
  private static long rounded(double number) {
    double above = number + 0.5;
    long cut = (long) above;
    return cut > above ? cut - 1 : cut;
  }

  private static long low(long pair) {
    return (int) pair;
  }

  private static long high(long pair) {
    return (pair - (int) pair) >> Integer.SIZE;
  }

  /** A number of a row. */
  double get(int row, int column) {
    long pair = longs[ALIGNMENT + row * stride + column / 2];
    return unit * ((column & 1) == 0 ? low(pair) : high(pair));
  }

  /** Adds a row, times {@code value}, to {@code sums}. */
  void add(int row, double value, double[] sums) {
    int at = ALIGNMENT + row * stride;
    double factor = value * unit;
    for (int i = 0; i < stride; i++) {
      long pair = longs[at + i];
      sums[2 * i] += factor * low(pair);
      sums[2 * i + 1] += factor * high(pair);
    }
  }

  /** Adds the first {@code count} of {@code rows} to {@code sums}, each once. */
  void add(int[] rows, int count, double[] sums) {
    for (int start = 0; start < count; start += AT_ONCE) {
      int end = Math.min(count, start + AT_ONCE);
      for (int block = 0; block < stride; block += BLOCK) {
        addBlock(rows, start, end, block, sums);
      }
    }
  }

  private void addBlock(int[] rows, int start, int end, int block, double[] sums) {
    int offset = ALIGNMENT + block;
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    for (int i = start; i < end; i++) {
      int at = offset + rows[i] * stride;
      first += longs[at];
      second += longs[at + 1];
      third += longs[at + 2];
      fourth += longs[at + 3];
    }
    take(first, sums, 2 * block);
    take(second, sums, 2 * block + 2);
    take(third, sums, 2 * block + 4);
    take(fourth, sums, 2 * block + 6);
  }

  private void take(long pair, double[] sums, int column) {
    sums[column] += unit * low(pair);
    sums[column + 1] += unit * high(pair);
  }
}
