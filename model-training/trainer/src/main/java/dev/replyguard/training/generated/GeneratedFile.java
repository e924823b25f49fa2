package dev.replyguard.training.generated;

import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** Generated comments as if they were a file. */
final class GeneratedFile {
  private GeneratedFile() {}

  /** The SHA-256 over all that training reads of the comments, in hexadecimal. */
  static String sha256(List<LabelledComment> comments) {
    MessageDigest digest = Sha256.digest();
    for (LabelledComment comment : comments) {
      String line =
          String.join(
              "\u0000",
              comment.id(),
              comment.input().toString(),
              Arrays.toString(comment.labels()),
              Integer.toString(comment.fold()));
      digest.update(Sha256.utf8(line));
      digest.update((byte) '\n');
    }
    return Sha256.hex(digest);
  }
}
