package dev.replyguard.pipeline.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The names of policy versions in decisions: their number, and what tells their content. */
public final class PolicyVersions {
  private static final int DIGEST_BYTES = 4;

  private PolicyVersions() {}

  /** Names a version that a site has stored, such as {@code v12-5f0c1a9e}. */
  public static String of(int number, String source) {
    return "v" + number + "-" + digest(source);
  }

  /** Names a policy that is being tried out. */
  public static String ofDraft(String source) {
    return "draft-" + digest(source);
  }

  /** Names the policy that follows from a model's recommendations. */
  static String ofRecommended(String thresholds) {
    return "default-" + digest(thresholds);
  }

  private static String digest(String content) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(sha256, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
