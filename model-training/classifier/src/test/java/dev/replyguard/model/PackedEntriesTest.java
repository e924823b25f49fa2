package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PackedEntriesTest {
  private static final int MOST = 1 << 20;

  @Test
  void unpack_everyEntry_isWhatJavasReaderFinds() throws IOException {
    byte[] archive = BundleArchive.pack(content());
    PackedEntries entries = BundleArchive.entries(archive);

    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        PackedEntries.Content content = entries.unpack(entry.getName(), MOST);
        assertThat(content.bytes()).isEqualTo(zip.readAllBytes());
        assertThat(content.sha256()).isEqualTo(Sha256.hex(content.bytes()));
      }
    }
    assertThat(entries.has("large")).isTrue();
    assertThat(entries.has("other")).isFalse();
  }

  @Test
  void unpack_missingOrLargerThanExpected_isRefused() {
    PackedEntries entries = BundleArchive.entries(BundleArchive.pack(content()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> entries.unpack("other", MOST))
        .withMessage("cannot be unpacked: other is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> entries.unpack("large", 99))
        .withMessage("cannot be unpacked: large unpacks to too much");
  }

  @Test
  void unpack_storedEntry_isFound() throws IOException {
    byte[] content = {1, 2, 3};
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("stored");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
    }

    byte[] archive = bytes.toByteArray();
    PackedEntries entries = ArchiveDirectory.of(archive, 0, 0).entries(archive);

    assertThat(entries.unpack("stored", MOST).bytes()).isEqualTo(content);
  }

  @Test
  void pack_whatHardlyDeflates_isStored() {
    byte[] noise = new byte[10_000];
    new Random(5).nextBytes(noise);
    Map<String, byte[]> content = new LinkedHashMap<>(content());
    content.put("noise", noise);
    byte[] archive = BundleArchive.pack(content);

    PackedEntries.Content found = BundleArchive.entries(archive).unpack("noise", MOST);

    assertThat(found.bytes()).isEqualTo(noise);
    assertThat(found.sha256()).isEqualTo(Sha256.hex(noise));
    assertThat(found.buffer().array()).isSameAs(archive);
    assertThat(BundleArchive.pack(content)).isEqualTo(archive);
  }

  @Test
  void entries_inTheFirstBytesOfAnArchive_areThoseThatStartThere() {
    byte[] archive = BundleArchive.pack(content());
    int from = archive.length - 500;
    ArchiveDirectory directory =
        BundleArchive.directory(Arrays.copyOfRange(archive, from, archive.length), from);
    int reach = directory.reach(Set.of(BundleArchive.MANIFEST, "empty"));
    PackedEntries entries = directory.entries(Arrays.copyOf(archive, reach));

    assertThat(entries.unpack("empty", MOST).bytes()).isEmpty();
    assertThat(entries.unpack(BundleArchive.MANIFEST, MOST).bytes()).hasSize(2);
    assertThat(entries.has("large")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> directory.entries(Arrays.copyOf(archive, reach + 10)))
        .withMessage("cannot be unpacked: has an entry outside of it");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BundleArchive.directory(
                    Arrays.copyOfRange(archive, archive.length - 120, archive.length),
                    archive.length - 120))
        .withMessage("cannot be unpacked: its directory is cut short");
  }

  @Test
  void of_entryPackedInAnotherWay_isRefused() {
    byte[] archive = BundleArchive.pack(content());
    int comment = BundleArchive.SEAL_NAME.length() + BundleArchive.SEAL_HEX;
    ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int directory = zip.getInt(archive.length - comment - 6);
    zip.putShort(directory + 10, (short) 12);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundleArchive.entries(archive))
        .withMessage("cannot be unpacked: has an entry packed in an unknown way");
  }

  @Test
  void unpack_ofBytesChangedAnywhere_isTheSameOrRefused() {
    long seed = System.nanoTime();
    System.out.println("PackedEntriesTest seed " + seed);
    Random random = new Random(seed);
    Map<String, byte[]> content = content();
    byte[] archive = BundleArchive.pack(content);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = archive.clone();
      // Mostly in the directory, where what is written may be believed.
      int back = random.nextInt(i % 4 == 0 ? archive.length : 400) + 1;
      changed[archive.length - back] ^= (byte) (1 << random.nextInt(8));
      refused += read(changed, content);
    }
    assertThat(refused).isGreaterThan(2_000);
  }

  /** Reads what can be read: 1 when something was refused. */
  private static int read(byte[] archive, Map<String, byte[]> content) {
    try {
      PackedEntries entries = BundleArchive.entries(archive);
      for (Map.Entry<String, byte[]> entry : content.entrySet()) {
        if (entries.has(entry.getKey())) {
          assertThat(entries.unpack(entry.getKey(), MOST).bytes()).isEqualTo(entry.getValue());
        }
      }
      return 0;
    } catch (IllegalArgumentException e) {
      return 1;
    }
  }

  private static Map<String, byte[]> content() {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put(BundleArchive.MANIFEST, "{}".getBytes(StandardCharsets.UTF_8));
    content.put("empty", new byte[0]);
    byte[] large = new byte[200_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i % 251 * (i >> 10));
    }
    content.put("large", large);
    return content;
  }
}
