package dev.replyguard.training.generated;

import dev.replyguard.training.data.LabelledComment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Generated comments as if they were a file. */
final class GeneratedFile {
  private GeneratedFile() {}

  /** The SHA-256 over all that training reads of the comments, in hexadecimal. */
  static String sha256(List<LabelledComment> comments) {
    MessageDigest digest = newDigest();
    for (LabelledComment comment : comments) {
      String line =
          String.join(
              "\u0000",
              comment.id(),
              comment.input().toString(),
              Arrays.toString(comment.labels()),
              Integer.toString(comment.fold()));
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
