package dev.replyguard.config;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxies that are believed when they say whom they speak for. */
public final class TrustedProxies {
  /** Nobody is believed. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final String SETTING = "server.trustedProxies";
  private static final Pattern NOTATION = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
  private static final int MAX = 100;

  private final List<IpSubnetFilterRule> networks;

  private TrustedProxies(List<IpSubnetFilterRule> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Those of a list such as {@code 127.0.0.1, 10.0.0.0/8}.
   *
   * @throws InvalidSettingException where something in it is neither an address nor a network
   */
  public static TrustedProxies parse(String list) {
    List<IpSubnetFilterRule> networks = new ArrayList<>();
    for (String notation : list.split(",", -1)) {
      networks.add(network(notation.strip()));
    }
    if (networks.size() > MAX) {
      throw new InvalidSettingException(
          SETTING, "at most " + MAX + " addresses expected, got " + networks.size());
    }
    return new TrustedProxies(networks);
  }

  /** Whether the address is one of a trusted proxy. */
  public boolean contains(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes != null
        && networks.stream()
            .anyMatch(network -> network.matches(new InetSocketAddress(address, 0)));
  }

  private static IpSubnetFilterRule network(String notation) {
    Matcher matcher = NOTATION.matcher(notation);
    byte[] bytes =
        matcher.matches() ? NetUtil.createByteArrayFromIpAddressString(matcher.group(1)) : null;
    if (bytes == null) {
      throw expected(notation);
    }
    int length = matcher.group(2) == null ? 8 * bytes.length : Integer.parseInt(matcher.group(2));
    if (length > 8 * bytes.length) {
      throw expected(notation);
    }
    return new IpSubnetFilterRule(matcher.group(1), length, IpFilterRuleType.ACCEPT);
  }

  private static InvalidSettingException expected(String notation) {
    return new InvalidSettingException(
        SETTING,
        "addresses and networks such as 127.0.0.1, 10.0.0.0/8 expected, got '" + notation + "'");
  }
}
