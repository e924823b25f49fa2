package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a ZIP file in memory, found by its central directory (APPNOTE.TXT, 4.3.7, 4.3.12
 * and 4.3.16), so that several can be unpacked at once. Immutable and thread-safe.
 *
 * <p>It reads what {@link BundleArchive} and {@link StoredArchive} write: deflated or stored
 * entries, no 64-bit sizes.
 */
final class PackedEntries {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Deflated bytes never become more than that many times as many. */
  private static final long MOST_PER_BYTE = 1032;

  /** So much is unpacked at once: the collector must wait meanwhile. */
  private static final int PIECE = 1 << 16;

  private final byte[] archive;
  private final Map<String, Place> places;

  private PackedEntries(byte[] archive, Map<String, Place> places) {
    this.archive = archive;
    this.places = places;
  }

  private record Place(boolean deflated, int start, int packed, int size, int crc) {}

  /** An entry's content and its SHA-256 in hexadecimal. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Content(byte[] bytes, String sha256) {}

  /**
   * Reads the directory.
   *
   * @param commentLength how many bytes follow it
   * @throws IllegalArgumentException when there is none
   */
  static PackedEntries of(byte[] archive, int commentLength) {
    ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int end = archive.length - commentLength - END_BYTES;
    require(end >= 0 && zip.getInt(end) == END_SIGNATURE, "has no directory");
    int count = zip.getShort(end + 10) & 0xFFFF;
    int at = zip.getInt(end + 16);
    Map<String, Place> places = new HashMap<>();
    for (int i = 0; i < count; i++) {
      require(at >= 0 && at <= end - ENTRY_BYTES, "its directory is cut short");
      require(zip.getInt(at) == ENTRY_SIGNATURE, "its directory is damaged");
      int nameLength = zip.getShort(at + 28) & 0xFFFF;
      require(nameLength <= end - ENTRY_BYTES - at, "its directory is cut short");
      String name = new String(archive, at + ENTRY_BYTES, nameLength, StandardCharsets.UTF_8);
      require(places.put(name, place(zip, at, end)) == null, "has an entry twice");
      int others = (zip.getShort(at + 30) & 0xFFFF) + (zip.getShort(at + 32) & 0xFFFF);
      at += ENTRY_BYTES + nameLength + others;
    }
    return new PackedEntries(archive, places);
  }

  private static Place place(ByteBuffer zip, int at, int end) {
    int method = zip.getShort(at + 10);
    require(method == DEFLATED || method == STORED, "has an entry packed in an unknown way");
    int packed = zip.getInt(at + 20);
    int size = zip.getInt(at + 24);
    int local = zip.getInt(at + 42);
    require(local >= 0 && local <= end - LOCAL_BYTES, "has an entry outside of it");
    require(zip.getInt(local) == LOCAL_SIGNATURE, "has an entry that is damaged");
    int names = (zip.getShort(local + 26) & 0xFFFF) + (zip.getShort(local + 28) & 0xFFFF);
    int start = local + LOCAL_BYTES + names;
    require(packed >= 0 && packed <= end - start, "has an entry outside of it");
    long most = method == DEFLATED ? packed * MOST_PER_BYTE : packed;
    boolean possible = size >= 0 && size <= Math.min(most, BundleArchive.MAX_ENTRY_BYTES);
    require(possible, "has an entry that unpacks to too much");
    return new Place(method == DEFLATED, start, packed, size, zip.getInt(at + 16));
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  /**
   * Unpacks an entry.
   *
   * @param most so many bytes, unpacked, are expected at most
   * @throws IllegalArgumentException when it is missing or damaged
   */
  Content unpack(String name, int most) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("cannot be unpacked: " + name + " is missing");
    }
    require(place.size <= most, name + " unpacks to too much");
    byte[] content = new byte[place.size];
    MessageDigest digest = Sha256.digest();
    CRC32 crc = new CRC32();
    boolean whole = place.deflated ? inflate(place, content) : copy(place, content);
    for (int at = 0; at < content.length; at += PIECE) {
      int length = Math.min(PIECE, content.length - at);
      digest.update(content, at, length);
      crc.update(content, at, length);
    }
    require(whole && (int) crc.getValue() == place.crc, name + " is damaged");
    return new Content(content, HexFormat.of().formatHex(digest.digest()));
  }

  private boolean copy(Place place, byte[] into) {
    System.arraycopy(archive, place.start, into, 0, into.length);
    return place.packed == into.length;
  }

  private boolean inflate(Place place, byte[] into) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(archive, place.start, place.packed);
      int done = 0;
      int more = -1;
      while (more != 0 && done < into.length) {
        more = inflater.inflate(into, done, Math.min(PIECE, into.length - done));
        done += more;
      }
      return done == into.length && ends(inflater);
    } catch (DataFormatException e) {
      return false;
    } finally {
      inflater.end();
    }
  }

  private static boolean ends(Inflater inflater) throws DataFormatException {
    return inflater.inflate(new byte[1]) == 0 && inflater.finished();
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("cannot be unpacked: " + problem);
    }
  }
}
