package dev.replyguard.events;

import dev.replyguard.config.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the addresses of the public Internet from those that a site could use to reach into the
 * operator's own network: what the registries of special-purpose addresses (RFC 6890 and its
 * updates) do not call globally reachable. An IPv6 address that leads to an IPv4 address is judged
 * by that one.
 */
final class PublicAddresses {
  private static final List<AddressRange> SPECIAL =
      List.of(
          network("0.0.0.0", 8),
          network("10.0.0.0", 8),
          network("100.64.0.0", 10),
          network("127.0.0.0", 8),
          network("169.254.0.0", 16),
          network("172.16.0.0", 12),
          network("192.0.0.0", 24),
          network("192.0.2.0", 24),
          network("192.88.99.0", 24),
          network("192.168.0.0", 16),
          network("198.18.0.0", 15),
          network("198.51.100.0", 24),
          network("203.0.113.0", 24),
          network("224.0.0.0", 3));

  // Of IPv6, only 2000::/3 is given out at all; these parts of it lead elsewhere.
  private static final AddressRange GIVEN_OUT = network("2000::", 3);
  private static final List<AddressRange> SPECIAL_OF_IPV6 =
      List.of(network("2001::", 23), network("2001:db8::", 32), network("3fff::", 20));
  private static final AddressRange SIX_TO_FOUR = network("2002::", 16);
  private static final AddressRange NAT64 = network("64:ff9b::", 96);

  private PublicAddresses() {}

  /** Whether the address is one of the public Internet. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return SPECIAL.stream().noneMatch(network -> network.contains(address));
    }
    if (NAT64.contains(address)) {
      return contain(ofBytes(Arrays.copyOfRange(bytes, 12, 16)));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return contain(ofBytes(Arrays.copyOfRange(bytes, 2, 6)));
    }
    return GIVEN_OUT.contains(address)
        && SPECIAL_OF_IPV6.stream().noneMatch(network -> network.contains(address));
  }

  private static AddressRange network(String first, int length) {
    return AddressRange.parse(first + "/" + length).orElseThrow();
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 bytes are an address", e);
    }
  }
}
