package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " [ 1 , 2 ]\n",
        "{\"a\":{\"b\":[true,false,{\"c\":\"d\"}]},\"\":0}",
        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"",
        "\"\u00e9\ud83d\ude00\u2028\"",
        "-0",
        "0",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "1.5",
        "-0.0",
        "1e3",
        "1.25E-300",
        "1E+2",
        "1e999"
      })
  void read_anyValue_isWhatJacksonReads(String json) throws IOException {
    assertThat(read(json)).isEqualTo(JACKSON.readValue(json, Object.class));
  }

  @Test
  void read_nullAndNumbersBeyondAll_areTold() throws IOException {
    assertThat(read("[null]")).isEqualTo(List.of(JsonTree.NULL));
    assertThat(read("9223372036854775808")).isEqualTo(0x1p63);
    assertThat(read("{\"a\":null}")).isEqualTo(Map.of("a", JsonTree.NULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null,\"a\":2}",
        "\"",
        "\"a",
        "\"a\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "\"\\na\nb\"",
        "tru",
        "truE",
        "nul",
        "NaN",
        "+1",
        "-",
        "01",
        "-01",
        ".5",
        "1.",
        "1.e1",
        "1e",
        "1e+",
        "0x10",
        "1 2",
        "{} x",
        "\u000b1",
        "/* */ 1"
      })
  void read_whatIsNotJson_isRefused(String json) {
    assertRefused(json.getBytes(StandardCharsets.UTF_8));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              // Jackson reads the first value of several, and the last of two fields.
              if (!json.matches("1 2|\\{\\} x|.*\"a\".*\"a\".*|\\s*")) {
                JACKSON.readTree(json);
              } else {
                throw new IOException(json);
              }
            });
  }

  @Test
  void read_bytesThatAreNotUtf8_areRefused() {
    assertRefused(new byte[] {'"', (byte) 0xFF, '"'});
    assertRefused(new byte[] {'"', (byte) 0xC3});
  }

  @Test
  void read_valuesWithinEachOther_areBounded() throws IOException {
    assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(List.class);
    assertRefused(("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8));
    assertRefused("[{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void read_valuesChangedAnywhere_areWhatJacksonReadsOrRefused() throws IOException {
    long seed = System.nanoTime();
    System.out.println("JsonTreeTest seed " + seed);
    Random random = new Random(seed);
    String json = "{\"a\":[1,-2.5e3,\"x\\u0041\\n\"],\"b\":{\"c\":true,\"d\":[]},\"e\":\"\"}";
    String units = "{}[]\",:\\0123456789.eE+-truefalsn abcd\n";
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(json);
      for (int change = 0; change <= i % 3; change++) {
        changed.setCharAt(
            random.nextInt(json.length()), units.charAt(random.nextInt(units.length())));
      }
      Object found = null;
      try {
        found = read(changed.toString());
      } catch (IOException e) {
        refused++;
      }
      if (found != null && !changed.toString().contains("null")) {
        assertThat(found).isEqualTo(JACKSON.readValue(changed.toString(), Object.class));
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static Object read(String json) throws IOException {
    return JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(byte[] json) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> JsonTree.read(json));
  }
}
