package dev.replyguard.training.cache;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/**
 * Where an entry of the cache is read from, as {@link CacheOutput} wrote it. An entry that is
 * damaged or cut short ends in an {@link IOException}. Not thread-safe.
 */
public final class CacheInput {
  private final DataInputStream in;
  private final byte[] chunk = new byte[CacheOutput.CHUNK];
  private int size;
  private int next;

  CacheInput(InputStream stream) {
    this.in = new DataInputStream(stream);
  }

  /** Reads a byte, 0 to 255. */
  public int readByte() throws IOException {
    if (next == size) {
      fill();
      if (size == 0) {
        throw new EOFException("more was expected");
      }
    }
    return chunk[next++] & 0xFF;
  }

  /** Reads a number of 0 or more. */
  public int readCount() throws IOException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int part = readByte();
      value |= (part & 0x7F) << shift;
      if (part < 0x80) {
        return check(value);
      }
    }
    throw new IOException("a number of at most five bytes was expected");
  }

  private static int check(int value) throws IOException {
    if (value < 0) {
      throw new IOException("a number of 0 or more was expected");
    }
    return value;
  }

  /** Reads a float, bit for bit. */
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  /** Reads a double, bit for bit. */
  public double readDouble() throws IOException {
    long high = (long) readInt() << Integer.SIZE;
    return Double.longBitsToDouble(high | (readInt() & 0xFFFF_FFFFL));
  }

  /** Reads a text. */
  public String readText() throws IOException {
    char[] units = new char[readCount()];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) readCount();
    }
    return new String(units);
  }

  private int readInt() throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | readByte();
    }
    return value;
  }

  private void fill() throws IOException {
    int length = in.readInt();
    int expected = in.readInt();
    if (length < 0 || length > chunk.length) {
      throw new IOException("a chunk of at most " + chunk.length + " bytes was expected");
    }
    in.readFully(chunk, 0, length);
    CRC32C checksum = new CRC32C();
    checksum.update(chunk, 0, length);
    if ((int) checksum.getValue() != expected) {
      throw new IOException("the checksum of a chunk does not match");
    }
    size = length;
    next = 0;
  }

  /** Refuses what stands behind the end. */
  void requireEnd() throws IOException {
    if (next == size) {
      fill();
    }
    if (size > 0 || in.read() >= 0) {
      throw new IOException("nothing more was expected");
    }
  }
}
