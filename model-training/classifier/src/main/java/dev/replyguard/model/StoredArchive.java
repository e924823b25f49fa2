package dev.replyguard.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The outer form of a bundle that may be too large for the heap: as {@link BundleArchive} a sealed
 * ZIP file, but nothing in it is compressed, so that an entry is where it is and can be mapped into
 * memory.
 *
 * <p>What a local header of a ZIP file holds: APPNOTE.TXT, 4.3.7.
 */
final class StoredArchive {
  private static final int HEADER_BYTES = 30;
  private static final int HEADER_SIGNATURE = 0x04034b50;
  private static final int MAX_NAME = 64;

  private StoredArchive() {}

  /** Writes entries, in their order, to a file that is not there or may be replaced. */
  static void write(Path file, Map<String, ByteBuffer> entries) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      zip.setComment(BundleArchive.SEAL_NAME + "0".repeat(BundleArchive.SEAL_HEX));
      for (Map.Entry<String, ByteBuffer> entry : entries.entrySet()) {
        write(zip, entry.getKey(), entry.getValue());
      }
    }
    try (RandomAccessFile sealed = new RandomAccessFile(file.toFile(), "rw")) {
      long end = sealed.length() - BundleArchive.SEAL_HEX;
      String seal = seal(sealed.getChannel(), end);
      sealed.seek(end);
      sealed.write(seal.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void write(ZipOutputStream zip, String name, ByteBuffer content)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    ZipEntry header = new ZipEntry(name);
    header.setTimeLocal(BundleArchive.TIME);
    header.setSize(content.remaining());
    header.setCompressedSize(content.remaining());
    header.setCrc(crc.getValue());
    zip.putNextEntry(header);
    byte[] piece = new byte[1 << 16];
    ByteBuffer rest = content.duplicate();
    while (rest.hasRemaining()) {
      int length = Math.min(piece.length, rest.remaining());
      rest.get(piece, 0, length);
      zip.write(piece, 0, length);
    }
    zip.closeEntry();
  }

  /**
   * Checks that a file is such an archive, whole and unchanged, and maps its entries into memory,
   * where they stay until nobody refers to them.
   */
  static Map<String, ByteBuffer> read(Path file) throws BundleException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      verify(channel, file);
      return entries(channel, file);
    } catch (NoSuchFileException e) {
      throw new BundleException(file.toString(), "there is no such file", e);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  private static void verify(FileChannel channel, Path file) throws IOException {
    byte[] end = new byte[BundleArchive.SEAL_NAME.length() + BundleArchive.SEAL_HEX];
    long sealed = channel.size() - BundleArchive.SEAL_HEX;
    if (channel.size() < end.length || !readFully(channel, channel.size() - end.length, end)) {
      throw new BundleException(file.toString(), "is not a model bundle");
    }
    String text = new String(end, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(BundleArchive.SEAL_NAME)) {
      throw new BundleException(file.toString(), "is cut short: the seal at its end is missing");
    }
    if (!text.endsWith(seal(channel, sealed))) {
      throw new BundleException(file.toString(), "has a wrong checksum: it was changed or damaged");
    }
  }

  private static String seal(FileChannel channel, long length) throws IOException {
    Sha256.Digest digest = new Sha256.Digest();
    ByteBuffer piece = ByteBuffer.allocate(1 << 16);
    for (long at = 0; at < length; ) {
      piece.clear().limit((int) Math.min(piece.capacity(), length - at));
      int read = channel.read(piece, at);
      if (read < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      digest.add(piece.flip());
      at += read;
    }
    return digest.hex();
  }

  /** The entries up to the first header that is none of an entry: the directory at the end. */
  private static Map<String, ByteBuffer> entries(FileChannel channel, Path file)
      throws IOException {
    Map<String, ByteBuffer> entries = new LinkedHashMap<>();
    byte[] bytes = new byte[HEADER_BYTES];
    long at = 0;
    while (readFully(channel, at, bytes)) {
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (header.getInt(0) != HEADER_SIGNATURE) {
        break;
      }
      int method = header.getShort(8);
      long size = header.getInt(22) & 0xffffffffL;
      int nameLength = header.getShort(26) & 0xffff;
      byte[] name = new byte[Math.min(nameLength, MAX_NAME)];
      long start = at + HEADER_BYTES + nameLength + (header.getShort(28) & 0xffff);
      if (method != ZipEntry.STORED
          || size > Integer.MAX_VALUE
          || start + size > channel.size()
          || !readFully(channel, at + HEADER_BYTES, name)) {
        throw new BundleException(file.toString(), "is not a model bundle");
      }
      entries.put(
          new String(name, StandardCharsets.UTF_8),
          channel.map(FileChannel.MapMode.READ_ONLY, start, size));
      at = start + size;
    }
    return entries;
  }

  private static boolean readFully(FileChannel channel, long at, byte[] into) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        Arrays.fill(into, (byte) 0);
        return false;
      }
    }
    return true;
  }
}
