package dev.replyguard.training.data;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text files in UTF-8, compressed by gzip or not. */
public final class TextFiles {
  private static final int BUFFER = 1 << 16;

  private TextFiles() {}

  /**
   * Opens a text file; whether it is compressed is seen from its first two bytes.
   *
   * @return a reader that fails on bytes that are not UTF-8
   */
  public static Reader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file.toString(), "no such file");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      bytes.mark(2);
      boolean compressed = bytes.read() == 0x1F && bytes.read() == 0x8B;
      bytes.reset();
      InputStream plain = compressed ? new GZIPInputStream(bytes, BUFFER) : bytes;
      return new InputStreamReader(
          plain,
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT));
    } catch (IOException e) {
      bytes.close();
      throw new DataException(
          file.toString(), "gzip expected from its first bytes, but it is not", e);
    }
  }

  /** A writer onto {@code bytes}, compressed where {@code name} ends in {@code .gz}. */
  public static Writer writer(OutputStream bytes, String name) throws IOException {
    OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
  }

  /** The SHA-256 of a file's bytes as they are on disk, in lower-case hex. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
