package dev.replyguard.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;

/**
 * A bundle's packed bytes on their way into memory. Belongs to one thread, but for {@link #first}.
 */
interface PackedBundle {

  /**
   * The manifest at least.
   *
   * @throws IllegalArgumentException when it cannot be found
   */
  PackedEntries first();

  /**
   * All that scoring needs; to be called once.
   *
   * @throws IllegalArgumentException when it cannot be found
   */
  PackedEntries read() throws IOException;

  /**
   * Checks that the bytes, those that scoring does not need among them, are a bundle, whole and
   * unchanged; to be called after {@link #read}.
   *
   * @param file the name for messages
   * @throws BundleException when they are not
   */
  void verify(String file) throws IOException;

  /** A bundle that is in memory. */
  static PackedBundle of(byte[] archive) {
    return new PackedBundle() {
      @Override
      public PackedEntries first() {
        return BundleArchive.entries(archive);
      }

      @Override
      public PackedEntries read() {
        return BundleArchive.entries(archive);
      }

      @Override
      public void verify(String file) throws BundleException {
        BundleArchive.verify(archive, file);
      }
    };
  }

  /** A bundle in a file of at most {@link BundleArchive#MAX_BYTES}, which is read meanwhile. */
  static PackedBundle of(FileChannel channel) throws IOException {
    int size = Math.toIntExact(channel.size());
    byte[] end = new byte[Math.min(size, InFile.END)];
    InFile.read(channel, size - end.length, end, 0, end.length);
    try {
      ArchiveDirectory directory = BundleArchive.directory(end, size - end.length);
      byte[] first = new byte[directory.reach(Set.of(BundleArchive.MANIFEST))];
      InFile.read(channel, 0, first, 0, first.length);
      return new InFile(channel, end, size - end.length, directory, first);
    } catch (IllegalArgumentException e) {
      // Small or damaged; what there is to say of it is said of its bytes.
      return of(all(channel));
    }
  }

  /** All bytes of a file of at most {@link BundleArchive#MAX_BYTES}. */
  static byte[] all(FileChannel channel) throws IOException {
    byte[] archive = new byte[Math.toIntExact(channel.size())];
    InFile.read(channel, 0, archive, 0, archive.length);
    return archive;
  }

  /**
   * What scoring needs stands first and is kept; what lies between that and the end passes through
   * a small buffer, as fresh memory costs more than all else that is done to it. Every byte that is
   * used is in the seal's digest as it was read.
   */
  final class InFile implements PackedBundle {
    /** A directory is smaller. */
    private static final int END = 1 << 12;

    /** So much is read at once: Java takes as much memory again outside of its heap. */
    private static final int PIECE = 1 << 16;

    private static final Set<String> KEPT =
        Set.of(
            BundleArchive.MANIFEST,
            BundleWriter.CARD,
            BundleWriter.FACTORS,
            BundleWriter.TOKENS,
            BundleWriter.WEIGHTS,
            BundleWriter.NETWORK);

    private final FileChannel channel;
    private final byte[] end;
    private final int endStart;
    private final ArchiveDirectory directory;
    private final byte[] first;
    private byte[] start = {};

    private InFile(
        FileChannel channel, byte[] end, int endStart, ArchiveDirectory directory, byte[] first) {
      this.channel = channel;
      this.end = end;
      this.endStart = endStart;
      this.directory = directory;
      this.first = first;
    }

    @Override
    public PackedEntries first() {
      return directory.entries(first);
    }

    @Override
    public PackedEntries read() throws IOException {
      start = Arrays.copyOf(first, Math.max(first.length, directory.reach(KEPT)));
      read(channel, first.length, start, first.length, start.length - first.length);
      return directory.entries(start);
    }

    @Override
    public void verify(String file) throws IOException {
      BundleArchive.verify(start, end, this::digest, file);
    }

    private byte[] digest() throws IOException {
      MessageDigest digest = Sha256.digest();
      Sha256.update(digest, start, 0, start.length);
      byte[] piece = new byte[PIECE];
      int at = start.length;
      while (at < endStart) {
        int length = Math.min(piece.length, endStart - at);
        read(channel, at, piece, 0, length);
        Sha256.update(digest, piece, 0, length);
        at += length;
      }
      int done = at - endStart;
      Sha256.update(digest, end, done, end.length - BundleArchive.SEAL_HEX - done);
      return digest.digest();
    }

    private static void read(FileChannel channel, int from, byte[] into, int at, int length)
        throws IOException {
      int done = 0;
      while (done < length) {
        int most = Math.min(PIECE, length - done);
        int read = channel.read(ByteBuffer.wrap(into, at + done, most), from + done);
        if (read < 0) {
          throw new IOException("the file became shorter while it was read");
        }
        done += read;
      }
    }
  }
}
