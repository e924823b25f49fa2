package dev.replyguard.events;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent to a webhook, as the Standard Webhooks specification (1.0.0) has it, so that
 * receivers can check it with libraries that exist for many languages: HMAC-SHA-256 over {@code
 * id.timestamp.body}, one signature for each secret that is valid.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1,";

  private WebhookSignature() {}

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param keys the secrets' bytes in base 64, at least one
   * @param id the value of {@code webhook-id}
   * @param sentAt its seconds are the value of {@code webhook-timestamp}
   * @param body what is sent, encoded in UTF-8
   */
  static String of(List<String> keys, String id, Instant sentAt, String body) {
    byte[] signed =
        (id + "." + sentAt.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> VERSION + hmac(key, signed)).collect(Collectors.joining(" "));
  }

  private static String hmac(String key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
