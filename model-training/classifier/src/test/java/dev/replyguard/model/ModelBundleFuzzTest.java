package dev.replyguard.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks for bytes that a bundle's reader answers by anything but a {@link BundleException}. Runs on
 * the kept inputs as part of the build, and searches with {@code JAZZER_FUZZ=1}.
 */
class ModelBundleFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void read_anyBytes_isABundleOrRefused(byte[] bytes) {
    read(bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void read_sealedArchiveWithAnyManifest_isABundleOrRefused(byte[] bytes) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(BundleArchive.MANIFEST, bytes);
    entries.put(BundleWriter.CARD, "{}".getBytes(StandardCharsets.UTF_8));
    entries.put(BundleWriter.WEIGHTS, bytes);
    read(BundleArchive.pack(entries));
  }

  private static void read(byte[] bytes) {
    try {
      ModelBundle.read(new ByteArrayInputStream(bytes), "fuzzed");
    } catch (BundleException expected) {
      // The one way to say no: anything else fails the test.
    }
  }
}
