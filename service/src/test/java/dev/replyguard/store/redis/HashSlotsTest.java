package dev.replyguard.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashSlotsTest {
  @ParameterizedTest
  @CsvSource({
    "123456789, 12739", // the check value of CRC16/XMODEM, 0x31C3
    "foo{}{bar}, 8363",
    "{demo}, 903",
    "'', 0"
  })
  void slot_isThatOfTheSpecification(String key, int slot) {
    assertThat(HashSlots.slot(key)).isEqualTo(slot);
  }

  @Test
  void slot_keysWithTheSameTag_areTogether() {
    assertThat(HashSlots.slot("rg:{demo}:queue")).isEqualTo(HashSlots.slot("demo"));
    assertThat(HashSlots.slot("rg:{demo}:comment:{x}")).isEqualTo(HashSlots.slot("demo"));
  }

  @Test
  void redirection_isRead() {
    assertThat(Redirection.of(new Exception("MOVED 3999 127.0.0.1:6381"), "10.0.0.1:6379"))
        .isEqualTo(new Redirection("127.0.0.1:6381", false));
    assertThat(Redirection.of(new Exception("ASK 3999 127.0.0.1:6381"), "10.0.0.1:6379"))
        .isEqualTo(new Redirection("127.0.0.1:6381", true));
    assertThat(Redirection.of(new Exception("MOVED 3999 :6381"), "10.0.0.1:6379"))
        .isEqualTo(new Redirection("10.0.0.1:6381", false));
    assertThat(Redirection.of(new Exception("ERR MOVED"), "10.0.0.1:6379")).isNull();
  }
}
