package dev.replyguard.training.data;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text files in UTF-8, compressed by gzip or not. */
public final class TextFiles {
  private static final int BUFFER = 1 << 16;

  // How files of a kind begin, as big-endian numbers.
  private static final int GZIP = 0x1F8B;
  private static final int ZIP = 0x504B0304;
  private static final int UTF_16_BIG = 0xFEFF;
  private static final int UTF_16_LITTLE = 0xFFFE;

  private TextFiles() {}

  /**
   * Opens a text file; whether it is compressed is seen from its first two bytes.
   *
   * @return a reader that fails on bytes that are not UTF-8
   * @throws DataException when it is missing, or of another kind as its first bytes say
   */
  public static Reader open(Path file) throws IOException {
    return open(file, new AtomicLong());
  }

  /**
   * Opens a text file as {@link #open(Path)} does.
   *
   * @param read set to how many bytes of the file, as it is on disk, have been read
   */
  static Reader open(Path file, AtomicLong read) throws IOException {
    return new InputStreamReader(bytes(file, read), decoder());
  }

  /**
   * All of a text file.
   *
   * @throws DataException when it is missing or not UTF-8
   */
  public static String readString(Path file) throws IOException {
    try (Reader reader = open(file)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return text.toString();
    } catch (CharacterCodingException e) {
      throw malformed(file);
    }
  }

  static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static InputStream bytes(Path file, AtomicLong read) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file.toString(), "no such file");
    }
    if (!Files.isReadable(file)) {
      throw new DataException(file.toString(), "a file that may be read expected");
    }
    InputStream raw =
        new BufferedInputStream(new CountedStream(Files.newInputStream(file), read), BUFFER);
    try {
      boolean compressed = start(raw) >>> 16 == GZIP;
      InputStream plain =
          compressed ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
      int start = start(plain);
      if (start == ZIP) {
        throw other(file, "a ZIP archive");
      }
      if (start >>> 16 == UTF_16_BIG || start >>> 16 == UTF_16_LITTLE) {
        throw other(file, "UTF-16");
      }
      return plain;
    } catch (DataException e) {
      raw.close();
      throw e;
    } catch (IOException e) {
      raw.close();
      throw new DataException(
          file.toString(), "gzip expected from its first bytes, but it is damaged or cut short", e);
    }
  }

  private static DataException other(Path file, String found) {
    return new DataException(
        file.toString(), "text in UTF-8 expected, plain or compressed by gzip, got " + found);
  }

  private static final class CountedStream extends FilterInputStream {
    private final AtomicLong read;

    CountedStream(InputStream in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      read.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      read.addAndGet(Math.max(count, 0));
      return count;
    }
  }

  /** The first four bytes, which stay in the stream; 0 for those that are missing. */
  private static int start(InputStream stream) throws IOException {
    stream.mark(4);
    byte[] start = Arrays.copyOf(stream.readNBytes(4), 4);
    stream.reset();
    return ByteBuffer.wrap(start).getInt();
  }

  /**
   * Why a file that could not be decoded is not UTF-8: the line and the value of the first byte
   * that is wrong. The decoder itself reads ahead and knows neither.
   */
  static DataException malformed(Path file) throws IOException {
    try (InputStream bytes = bytes(file, new AtomicLong())) {
      MalformedInput found = MalformedInput.find(bytes);
      return new DataException(
          file.toString(),
          found.line(),
          "UTF-8 expected, got the byte 0x%02X as byte %d of the line"
              .formatted(found.value(), found.column()));
    }
  }

  /** A writer onto {@code bytes}, compressed where {@code name} ends in {@code .gz}. */
  public static Writer writer(OutputStream bytes, String name) throws IOException {
    OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
  }

  /** The SHA-256 of a file's bytes as they are on disk, in lower-case hex. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.hex(digest);
  }
}
