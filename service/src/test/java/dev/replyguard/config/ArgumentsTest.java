package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot=1|--prot=1: there is no such flag; did you mean --port?",
        "--managment-port 1|--managment-port: there is no such flag; did you mean"
            + " --management-port?",
        "serve|serve: there is no such flag",
        "--port|--port: a value expected after it",
        "--port=1 --port=2|--port: given twice, once expected",
      })
  void parse_wrongFlag_isNamed(String line, String message) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> Arguments.parse(line.split(" ")))
        .withMessageStartingWith(message);
  }

  @Test
  void usage_namesEveryFlagOfTheContract() {
    assertThat(Arguments.usage())
        .contains(
            "--config",
            "--data-dir",
            "--host",
            "--port",
            "--management-port",
            "--redis",
            "--model",
            "--help",
            "--version");
  }

  @Test
  void parse_helpAndVersion() {
    assertThat(Arguments.parse("--help").help()).isTrue();
    assertThat(Arguments.parse("-V").version()).isTrue();
    assertThat(Arguments.parse().help()).isFalse();
  }
}
