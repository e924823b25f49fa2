package dev.replyguard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private final KeyedHash hash = KeyedHash.of(SECRET);

  @Test
  void hex_knownInput_isTheFirstHalfOfHmacSha256OverFramedParts() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    for (String part : new String[] {"email", "\u00e9"}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      mac.update(bytes);
    }
    String expected = HexFormat.of().formatHex(mac.doFinal()).substring(0, KeyedHash.LENGTH);

    assertThat(hash.hex("email", "\u00e9")).isEqualTo(expected);
  }

  @Test
  void hex_partsThatRunTogether_differ() {
    assertThat(hash.hex("p", "ab", "c"))
        .isNotEqualTo(hash.hex("p", "a", "bc"))
        .isNotEqualTo(hash.hex("p", "abc"))
        .isNotEqualTo(hash.hex("pa", "b", "c"));
  }

  @Test
  void hex_otherSecretOrPurpose_differs() {
    KeyedHash other = KeyedHash.of("fedcba9876543210".getBytes(StandardCharsets.UTF_8));

    assertThat(hash.hex("email", "x"))
        .isNotEqualTo(other.hex("email", "x"))
        .isNotEqualTo(hash.hex("ip", "x"));
  }

  @Test
  void hex_fromManyThreads_isAlwaysTheSame() {
    assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> hash.hex("email", "x")))
        .containsOnly(hash.hex("email", "x"));
  }

  @Test
  void of_shortSecret_isRefused() {
    assertThatThrownBy(() -> KeyedHash.of(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret: at least 16 bytes expected, got 15");
  }
}
