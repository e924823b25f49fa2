package dev.replyguard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

  @Test
  void parse_asWritten_isTheSame() {
    EventId id = new EventId(1763802930000L, 12);

    assertThat(EventId.parse(id.toString())).contains(id);
    assertThat(EventId.parse("1763802930000")).contains(new EventId(1763802930000L, 0));
    assertThat(EventId.parse("0")).contains(EventId.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "1-", "-1", "1-2-3", "1 2", "x", "1-x", "1234567890123456789", "١"})
  void parse_otherText_isEmpty(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }

  @Test
  void compare_laterOnesAreGreater() {
    assertThat(new EventId(10, 0)).isGreaterThan(new EventId(9, 99));
    assertThat(new EventId(10, 10)).isGreaterThan(new EventId(10, 9));
  }

  @Test
  void negativePart_isRefused() {
    assertThatThrownBy(() -> new EventId(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventId(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
