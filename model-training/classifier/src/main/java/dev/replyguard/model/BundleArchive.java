package dev.replyguard.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The outer form of a bundle: a ZIP file, the same bytes for the same content, whose comment seals
 * it with the SHA-256 of every byte before the seal. A file cut short or changed in any byte is
 * found out before it is unpacked.
 */
final class BundleArchive {
  static final String MANIFEST = "manifest.json";

  /** No bundle is larger; a bound for what is read into memory. */
  static final int MAX_BYTES = 1 << 28;

  /** No entry unpacks to more. */
  static final int MAX_ENTRY_BYTES = 1 << 29;

  private static final byte[] MAGIC = {'P', 'K', 3, 4};
  static final String SEAL_NAME = "replyguard-sha256:";
  static final int SEAL_HEX = 64;
  private static final int NAME_OFFSET = 30;
  private static final int PIECE = 1 << 16;

  /** Any fixed time will do; it is the first that every ZIP tool can show. */
  static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private BundleArchive() {}

  /** Packs entries in their order. */
  static byte[] pack(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.setComment(SEAL_NAME + "0".repeat(SEAL_HEX));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(TIME);
        if (!deflates(entry.getValue())) {
          store(header, entry.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    byte[] archive = bytes.toByteArray();
    int sealed = archive.length - SEAL_HEX;
    byte[] seal = hex(Sha256.of(archive, sealed));
    System.arraycopy(seal, 0, archive, sealed, SEAL_HEX);
    return archive;
  }

  /** Whether deflating takes a tenth off the bytes at least: else it is not worth undoing. */
  private static boolean deflates(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] piece = new byte[PIECE];
    while (!deflater.finished()) {
      deflater.deflate(piece);
    }
    long packed = deflater.getBytesWritten();
    deflater.end();
    return packed * 10 <= bytes.length * 9L;
  }

  private static void store(ZipEntry header, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    header.setMethod(ZipEntry.STORED);
    header.setSize(bytes.length);
    header.setCrc(crc.getValue());
  }

  /** Digests all bytes before the seal. */
  interface Digest {
    byte[] all() throws IOException;
  }

  /**
   * Checks that the bytes are a bundle, whole and unchanged.
   *
   * @param file the name for messages
   */
  static void verify(byte[] archive, String file) throws BundleException {
    try {
      verify(archive, archive, () -> Sha256.of(archive, archive.length - SEAL_HEX), file);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }

  /**
   * Checks that an archive is a bundle, whole and unchanged.
   *
   * @param start the archive's first bytes
   * @param end its last bytes, the seal among them
   * @param file the name for messages
   * @throws BundleException when it is not
   * @throws IOException as {@code digest} does
   */
  static void verify(byte[] start, byte[] end, Digest digest, String file) throws IOException {
    boolean zip = start.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(start, 4), MAGIC);
    if (!zip || !startsWithManifest(start)) {
      throw new BundleException(file, "is not a model bundle");
    }
    int sealed = end.length - SEAL_HEX;
    int name = sealed - SEAL_NAME.length();
    if (name < 0 || !ascii(end, name, sealed).equals(SEAL_NAME)) {
      throw new BundleException(file, "is cut short: the seal at its end is missing");
    }
    byte[] found = Arrays.copyOfRange(end, sealed, end.length);
    if (!Arrays.equals(hex(digest.all()), found)) {
      throw new BundleException(file, "has a wrong checksum: it was changed or damaged");
    }
  }

  private static boolean startsWithManifest(byte[] archive) {
    int end = Math.min(archive.length, NAME_OFFSET + MANIFEST.length());
    return end <= NAME_OFFSET || MANIFEST.startsWith(ascii(archive, NAME_OFFSET, end));
  }

  /**
   * The entries of verified bytes, none of them unpacked yet.
   *
   * @throws IllegalArgumentException when they cannot be found
   */
  static PackedEntries entries(byte[] archive) {
    return directory(archive, 0).entries(archive);
  }

  /**
   * The directory of an archive.
   *
   * @param end the archive's last bytes
   * @param first where in the archive they start
   * @throws IllegalArgumentException when there is none in the bytes
   */
  static ArchiveDirectory directory(byte[] end, int first) {
    return ArchiveDirectory.of(end, first, SEAL_NAME.length() + SEAL_HEX);
  }

  private static byte[] hex(byte[] digest) {
    return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
  }

  private static String ascii(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
