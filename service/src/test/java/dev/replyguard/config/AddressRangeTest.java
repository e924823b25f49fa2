package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.3/9, 10.127.0.1, true",
    "10.1.2.3/9, 10.128.0.1, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "::1, ::1, true"
  })
  void contains_byTheBitsOfItsLength(String range, String address, boolean contained)
      throws UnknownHostException {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "cafe",
        "10.1",
        "10.1.0.0/33",
        "10.1.0.0/-1",
        "10.1.0.0/",
        "::1/129",
        "300.1.1.1",
        "10.1.0.0/8/8",
        "1:2"
      })
  void parse_whatIsNone_isEmpty(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }
}
