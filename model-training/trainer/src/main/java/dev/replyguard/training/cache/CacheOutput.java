package dev.replyguard.training.cache;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Where an entry of the cache is written to, as chunks: length, checksum (CRC-32C), bytes; an empty
 * one is the last. So what is damaged is found before anything in it is believed. Not thread-safe.
 */
public final class CacheOutput {
  static final int CHUNK = 1 << 18;

  private final DataOutputStream out;
  private final byte[] chunk = new byte[CHUNK];
  private int size;

  CacheOutput(OutputStream stream) {
    this.out = new DataOutputStream(stream);
  }

  /** Writes a byte, the low eight bits of {@code value}. */
  public void writeByte(int value) throws IOException {
    if (size == CHUNK) {
      flush();
    }
    chunk[size++] = (byte) value;
  }

  /** Writes a number of 0 or more in one to five bytes, small ones in fewer. */
  public void writeCount(int value) throws IOException {
    int rest = value;
    while (rest >>> 7 != 0) {
      writeByte((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    writeByte(rest);
  }

  /** Writes a float, bit for bit. */
  public void writeFloat(float value) throws IOException {
    writeInt(Float.floatToRawIntBits(value));
  }

  /** Writes a double, bit for bit. */
  public void writeDouble(double value) throws IOException {
    long bits = Double.doubleToRawLongBits(value);
    writeInt((int) (bits >>> Integer.SIZE));
    writeInt((int) bits);
  }

  /** Writes a text, unit for unit, well-formed or not. */
  public void writeText(String text) throws IOException {
    writeCount(text.length());
    for (int i = 0; i < text.length(); i++) {
      writeCount(text.charAt(i));
    }
  }

  private void writeInt(int value) throws IOException {
    for (int shift = 24; shift >= 0; shift -= 8) {
      writeByte(value >>> shift);
    }
  }

  private void flush() throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(chunk, 0, size);
    out.writeInt(size);
    out.writeInt((int) checksum.getValue());
    out.write(chunk, 0, size);
    size = 0;
  }

  /** Writes what is left, and the mark of the end. */
  void finish() throws IOException {
    if (size > 0) {
      flush();
    }
    flush();
    out.flush();
  }
}
