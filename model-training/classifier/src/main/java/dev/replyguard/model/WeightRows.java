package dev.replyguard.model;

/** Rows of a linear model's weights, a weight of each label in each row. Immutable. */
interface WeightRows {

  /** How many rows there are. */
  int size();

  /** The weight of a row for a label. */
  float get(int row, int label);

  /** Writes the rows from {@code start} to {@code end}, exclusive, to the start of {@code into}. */
  void read(int start, int end, float[] into);

  /** Rows one after the other in {@code numbers}, which must not be written to from now on. */
  static WeightRows of(float[] numbers, int width) {
    return new WeightRows() {
      @Override
      public int size() {
        return numbers.length / width;
      }

      @Override
      public float get(int row, int label) {
        return numbers[row * width + label];
      }

      @Override
      public void read(int start, int end, float[] into) {
        System.arraycopy(numbers, start * width, into, 0, (end - start) * width);
      }
    };
  }
}
