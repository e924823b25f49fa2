package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The central directory of a ZIP file (APPNOTE.TXT, 4.3.12 and 4.3.16), which tells where entries
 * are; that they are there is found when they are looked for. Immutable and thread-safe.
 *
 * <p>It reads what {@link BundleArchive} and {@link StoredArchive} write: deflated or stored
 * entries, no 64-bit sizes.
 */
final class ArchiveDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Where the directory's own end starts. */
  private final int end;

  private final Map<String, Header> headers;

  private ArchiveDirectory(int end, Map<String, Header> headers) {
    this.end = end;
    this.headers = headers;
  }

  /**
   * What the directory says of an entry.
   *
   * @param local where its local header is
   * @param packed how many bytes it takes
   * @param size how many bytes it unpacks to
   */
  record Header(boolean deflated, int local, int packed, int size, int crc) {}

  /**
   * Reads a directory.
   *
   * @param bytes the last of the archive
   * @param first where in the archive they start
   * @param commentLength how many bytes follow the directory
   * @throws IllegalArgumentException when there is none in the bytes
   */
  static ArchiveDirectory of(byte[] bytes, int first, int commentLength) {
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.length - commentLength - END_BYTES;
    require(end >= 0 && zip.getInt(end) == END_SIGNATURE, "has no directory");
    int count = zip.getShort(end + 10) & 0xFFFF;
    int start = zip.getInt(end + 16);
    require(start >= first, "its directory is cut short");
    int at = start - first;
    Map<String, Header> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      require(at >= 0 && at <= end - ENTRY_BYTES, "its directory is cut short");
      require(zip.getInt(at) == ENTRY_SIGNATURE, "its directory is damaged");
      int nameLength = zip.getShort(at + 28) & 0xFFFF;
      require(nameLength <= end - ENTRY_BYTES - at, "its directory is cut short");
      String name = new String(bytes, at + ENTRY_BYTES, nameLength, StandardCharsets.UTF_8);
      int local = zip.getInt(at + 42);
      require(local >= 0 && local < first + end, "has an entry outside of it");
      require(headers.put(name, header(zip, at, local)) == null, "has an entry twice");
      int others = (zip.getShort(at + 30) & 0xFFFF) + (zip.getShort(at + 32) & 0xFFFF);
      at += ENTRY_BYTES + nameLength + others;
    }
    return new ArchiveDirectory(first + end, headers);
  }

  private static Header header(ByteBuffer zip, int at, int local) {
    int method = zip.getShort(at + 10);
    require(method == DEFLATED || method == STORED, "has an entry packed in an unknown way");
    int packed = zip.getInt(at + 20);
    int size = zip.getInt(at + 24);
    return new Header(method == DEFLATED, local, packed, size, zip.getInt(at + 16));
  }

  /** How many of the archive's first bytes hold the entries of those names. */
  int reach(Set<String> names) {
    int last = -1;
    for (Map.Entry<String, Header> entry : headers.entrySet()) {
      if (names.contains(entry.getKey())) {
        last = Math.max(last, entry.getValue().local);
      }
    }
    int reach = end;
    for (Header header : headers.values()) {
      reach = header.local > last ? Math.min(reach, header.local) : reach;
    }
    return reach;
  }

  /**
   * The entries that start within the archive's first bytes.
   *
   * @throws IllegalArgumentException when one of them is not there
   */
  PackedEntries entries(byte[] start) {
    int limit = Math.min(start.length, end);
    Map<String, PackedEntries.Place> places = new HashMap<>();
    headers.forEach(
        (name, header) -> {
          if (header.local < limit) {
            places.put(name, PackedEntries.place(start, limit, header));
          }
        });
    return new PackedEntries(start, places);
  }

  private static void require(boolean condition, String problem) {
    PackedEntries.require(condition, problem);
  }
}
