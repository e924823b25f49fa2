package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  @Test
  void contains_addressesAndNetworks_ofBothVersions() {
    TrustedProxies proxies = TrustedProxies.parse("192.0.2.1, 10.0.0.0/8,2001:db8::/32");

    assertThat(proxies.contains("192.0.2.1")).isTrue();
    assertThat(proxies.contains("192.0.2.2")).isFalse();
    assertThat(proxies.contains("10.200.0.1")).isTrue();
    assertThat(proxies.contains("11.0.0.1")).isFalse();
    assertThat(proxies.contains("2001:db8:1::1")).isTrue();
    assertThat(proxies.contains("2001:db9::1")).isFalse();
    assertThat(proxies.contains("proxy.example")).isFalse();
    assertThat(TrustedProxies.NONE.contains("127.0.0.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.1,,10.0.0.2"})
  void parse_somethingElse_namesTheSetting(String list) {
    assertThatThrownBy(() -> TrustedProxies.parse(list))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("server.trustedProxies");
  }
}
