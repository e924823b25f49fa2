package dev.replyguard.training.fit;

import dev.replyguard.model.Label;
import dev.replyguard.training.cache.CacheInput;
import dev.replyguard.training.cache.CacheOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * {@link FeatureRows} as bytes, about three for a feature: buckets as the steps from one to the
 * next, and values as numbers of the few different ones a comment has. Not thread-safe.
 */
final class FeatureRowsFormat {
  private static final int LABELS = Label.ALL.size();

  /** As many different values can be told apart by one byte. */
  private static final int VALUES = 256;

  /** Places of the hash table: enough that few are taken. */
  private static final int PLACES = 1024;

  private final float[] values = new float[VALUES];
  private final int[] places = new int[PLACES];
  private byte[] numbers = new byte[1024];
  private int size;

  void encode(FeatureRows rows, CacheOutput out) throws IOException {
    out.writeCount(rows.size());
    out.writeCount(rows.buckets().length);
    for (int row = 0; row < rows.size(); row++) {
      out.writeByte(rows.fold(row));
      for (int label = 0; label < LABELS; label++) {
        out.writeFloat(rows.share(row, label));
      }
      out.writeCount(rows.end(row) - rows.start(row));
      int before = 0;
      for (int cell = rows.start(row); cell < rows.end(row); cell++) {
        out.writeCount(rows.bucket(cell) - before);
        before = rows.bucket(cell);
      }
      encodeValues(rows, row, out);
    }
  }

  private void encodeValues(FeatureRows rows, int row, CacheOutput out) throws IOException {
    boolean few = number(rows, row);
    out.writeByte(few ? 1 : 0);
    if (few) {
      out.writeCount(size);
      for (int i = 0; i < size; i++) {
        out.writeFloat(values[i]);
      }
    }
    int start = rows.start(row);
    for (int cell = start; cell < rows.end(row); cell++) {
      if (!few) {
        out.writeFloat(rows.value(cell));
      } else if (size > 1) {
        out.writeByte(numbers[cell - start]);
      }
    }
  }

  /** Numbers the different values of a row; whether they are few enough. */
  private boolean number(FeatureRows rows, int row) {
    int start = rows.start(row);
    int length = rows.end(row) - start;
    if (numbers.length < length) {
      numbers = new byte[2 * length];
    }
    Arrays.fill(places, -1);
    size = 0;
    for (int i = 0; i < length; i++) {
      int number = numberOf(rows.value(start + i));
      if (number < 0) {
        return false;
      }
      numbers[i] = (byte) number;
    }
    return true;
  }

  private int numberOf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int place = (bits * 0x9E3779B9) >>> 22;
    while (places[place] >= 0) {
      if (Float.floatToRawIntBits(values[places[place]]) == bits) {
        return places[place];
      }
      place = (place + 1) % PLACES;
    }
    if (size == VALUES) {
      return -1;
    }
    values[size] = value;
    places[place] = size;
    return size++;
  }

  FeatureRows decode(CacheInput in) throws IOException {
    int rows = in.readCount();
    int cells = in.readCount();
    int[] ends = new int[rows];
    int[] buckets = new int[cells];
    float[] worth = new float[cells];
    float[] labels = new float[rows * LABELS];
    byte[] folds = new byte[rows];
    int cell = 0;
    for (int row = 0; row < rows; row++) {
      folds[row] = (byte) in.readByte();
      for (int label = 0; label < LABELS; label++) {
        labels[row * LABELS + label] = in.readFloat();
      }
      ends[row] = cell + in.readCount();
      int bucket = 0;
      for (int i = cell; i < ends[row]; i++) {
        bucket += in.readCount();
        buckets[i] = bucket;
      }
      decodeValues(worth, cell, ends[row], in);
      cell = ends[row];
    }
    return new FeatureRows(ends, buckets, worth, labels, folds);
  }

  private void decodeValues(float[] worth, int from, int to, CacheInput in) throws IOException {
    boolean few = in.readByte() == 1;
    size = few ? in.readCount() : 0;
    for (int i = 0; i < size; i++) {
      values[i] = in.readFloat();
    }
    for (int i = from; i < to; i++) {
      worth[i] = few ? values[size > 1 ? in.readByte() : 0] : in.readFloat();
    }
  }
}
