package dev.replyguard.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses that begin alike, written {@code 10.1.0.0/16} or {@code 2001:db8::/32}. */
public final class AddressRange {
  // Nothing else is handed to the platform's parser, which would ask for a name.
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

  private final String text;
  private final byte[] first;
  private final int length;

  private AddressRange(String text, byte[] first, int length) {
    this.text = text;
    this.first = first;
    this.length = length;
  }

  /** The range that is written so, an address alone being a range of one; else empty. */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      byte[] first = InetAddress.getByName(address).getAddress();
      String length = slash < 0 ? Integer.toString(first.length * 8) : text.substring(slash + 1);
      if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > first.length * 8) {
        return Optional.empty();
      }
      return Optional.of(new AddressRange(text, first, Integer.parseInt(length)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the address is in the range; never where one is of IPv4 and the other of IPv6. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int whole = length / 8;
    int rest = length % 8;
    return Arrays.equals(bytes, 0, whole, first, 0, whole)
        && (rest == 0 || (bytes[whole] ^ first[whole]) >> (8 - rest) == 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range
        && range.length == length
        && Arrays.equals(range.first, first);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + length;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
