package dev.replyguard.store.redis;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IP addresses, in the notation of RFC 4632 for both versions: {@code 192.0.2.0/24}.
 *
 * @param prefix its address; what is beyond the length is 0
 * @param length how many bits all its addresses have in common
 */
record Network(String prefix, int length) {
  private static final Pattern NOTATION = Pattern.compile("([^/]+)/(\\d{1,3})");

  /**
   * Reads a network; bits beyond its length are dropped.
   *
   * @throws IllegalArgumentException when it is none, saying what was expected
   */
  static Network parse(String text) {
    Matcher matcher = NOTATION.matcher(text.strip());
    byte[] bytes =
        matcher.matches() ? NetUtil.createByteArrayFromIpAddressString(matcher.group(1)) : null;
    if (bytes == null) {
      throw new IllegalArgumentException(
          "a network such as 192.0.2.0/24 or 2001:db8::/32 expected");
    }
    int length = Integer.parseInt(matcher.group(2));
    if (length < 1 || length > 8 * bytes.length) {
      throw new IllegalArgumentException("a length of 1 to " + 8 * bytes.length + " expected");
    }
    for (int bit = length; bit < 8 * bytes.length; bit++) {
      bytes[bit / 8] = (byte) (bytes[bit / 8] & ~(0x80 >> bit % 8));
    }
    return new Network(HexFormat.of().formatHex(bytes), length);
  }

  /** What scripts know it by: {@code c0000200-24}. */
  String hex() {
    return prefix + "-" + length;
  }

  /** The key of its size among networks: digits of the address and length, {@code 8-24}. */
  String size() {
    return prefix.length() + "-" + length;
  }

  /** As people write it. */
  String text() {
    return NetUtil.bytesToIpAddress(HexFormat.of().parseHex(prefix)) + "/" + length;
  }
}
