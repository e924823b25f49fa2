package dev.replyguard.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a ZIP file in memory (APPNOTE.TXT, 4.3.7), found by its directory, so that several
 * can be unpacked at once. Immutable and thread-safe.
 */
final class PackedEntries {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  /** Deflated bytes never become more than that many times as many. */
  private static final long MOST_PER_BYTE = 1032;

  /** So much is unpacked at once: the collector must wait meanwhile. */
  private static final int PIECE = 1 << 16;

  private final byte[] archive;
  private final Map<String, Place> places;

  /** Entries in the first bytes of an archive. */
  PackedEntries(byte[] archive, Map<String, Place> places) {
    this.archive = archive;
    this.places = places;
  }

  /** Where an entry's packed bytes are, and what they unpack to. */
  record Place(boolean deflated, int start, int packed, int size, int crc) {}

  /**
   * An entry's content.
   *
   * @param buffer not to be written to; of a stored entry the archive's own bytes
   */
  record Content(ByteBuffer buffer) {
    /**
     * The SHA-256 in hexadecimal, worked out now: a fresh Java virtual machine takes long over its
     * first megabytes, and by the time that this is asked for it has had the seal to learn by.
     */
    String sha256() {
      MessageDigest digest = Sha256.digest();
      Sha256.update(digest, buffer.array(), buffer.arrayOffset(), buffer.remaining());
      return HexFormat.of().formatHex(digest.digest());
    }

    int size() {
      return buffer.remaining();
    }

    /** The content in an array that starts and ends with it. */
    byte[] bytes() {
      if (buffer.array().length == buffer.remaining()) {
        return buffer.array();
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
  }

  /**
   * The place of an entry.
   *
   * @param limit no entry ends behind it
   * @throws IllegalArgumentException when there is no entry
   */
  static Place place(byte[] archive, int limit, ArchiveDirectory.Header header) {
    int local = header.local();
    require(local <= limit - LOCAL_BYTES, "has an entry outside of it");
    ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    require(zip.getInt(local) == LOCAL_SIGNATURE, "has an entry that is damaged");
    int names = (zip.getShort(local + 26) & 0xFFFF) + (zip.getShort(local + 28) & 0xFFFF);
    int start = local + LOCAL_BYTES + names;
    int packed = header.packed();
    require(packed >= 0 && packed <= limit - start, "has an entry outside of it");
    long most = header.deflated() ? packed * MOST_PER_BYTE : packed;
    int size = header.size();
    boolean possible = size >= 0 && size <= Math.min(most, BundleArchive.MAX_ENTRY_BYTES);
    require(possible, "has an entry that unpacks to too much");
    return new Place(header.deflated(), start, packed, size, header.crc());
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
    boolean stored = !place.deflated;
    byte[] bytes = stored ? archive : new byte[place.size];
    int start = stored ? place.start : 0;
    boolean whole = stored ? place.packed == place.size : inflate(place, bytes);
    CRC32 crc = new CRC32();
    for (int at = 0; at < place.size; at += PIECE) {
      crc.update(bytes, start + at, Math.min(PIECE, place.size - at));
    }
    require(whole && (int) crc.getValue() == place.crc, name + " is damaged");
    return new Content(ByteBuffer.wrap(bytes, start, place.size).slice());
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

  static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("cannot be unpacked: " + problem);
    }
  }
}
