package dev.replyguard.training.cache;

import dev.replyguard.training.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hash over compiled classes and their resources: it changes whenever the code does, which a
 * version number that people must remember to raise does not.
 */
public final class CodeFingerprint {
  private CodeFingerprint() {}

  /**
   * The fingerprint of some code.
   *
   * @param anchor a class from the jar or folder that is looked into
   * @param prefixes of the names there, such as {@code dev/replyguard/text/}
   * @return SHA-256 in hex, or empty where the code is neither in a jar nor in a folder
   */
  public static Optional<String> of(Class<?> anchor, List<String> prefixes) {
    CodeSource source = anchor.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return of(Path.of(source.getLocation().toURI()), prefixes);
    } catch (URISyntaxException | IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> of(Path location, List<String> prefixes) throws IOException {
    if (Files.isDirectory(location)) {
      return hash(location, prefixes);
    }
    if (!Files.isRegularFile(location)) {
      return Optional.empty();
    }
    try (FileSystem jar = FileSystems.newFileSystem(location, (@Nullable ClassLoader) null)) {
      return hash(jar.getPath("/"), prefixes);
    }
  }

  private static Optional<String> hash(Path root, List<String> prefixes) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> prefixes.stream().anyMatch(name(root, file)::startsWith))
              .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
              .toList();
    }
    MessageDigest digest = Sha256.digest();
    for (Path file : files) {
      digest.update(Sha256.utf8(name(root, file) + '\n'));
      try (InputStream in = Files.newInputStream(file)) {
        digest.update(Sha256.utf8(Files.size(file) + "\n"));
        digest.update(in.readAllBytes());
      }
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(Sha256.hex(digest));
  }

  /** The same in a jar and in a folder, on every system. */
  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }
}
