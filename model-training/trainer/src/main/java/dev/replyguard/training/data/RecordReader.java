package dev.replyguard.training.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading of a record that has no end. For one thread. */
final class RecordReader extends FilterReader {
  private final long most;
  private long left;

  /**
   * A reader of {@code in}.
   *
   * @param most how many characters are read for one record, and for what is read ahead of it
   */
  RecordReader(Reader in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  /** A record that is longer than it may be. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** From here on characters are counted anew. */
  void startRecord() {
    left = most;
  }

  @Override
  public int read() throws IOException {
    int unit = super.read();
    count(1);
    return unit;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(read);
    return read;
  }

  private void count(int read) throws TooLongException {
    left -= read;
    if (left < 0) {
      throw new TooLongException();
    }
  }
}
