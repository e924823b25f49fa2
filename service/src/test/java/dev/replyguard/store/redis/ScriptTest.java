package dev.replyguard.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {

  @ParameterizedTest
  @EnumSource
  void header_saysWhatTheScriptTakesAndReturns(Script script) {
    String header = script.source().substring(0, script.source().indexOf("\n\n"));

    assertThat(header.lines()).allMatch(line -> line.startsWith("--"));
    assertThat(header).contains("KEYS[1]").contains("returns");
    assertThat(numbers(script.source(), "ARGV\\[(\\d+)\\]"))
        .as("arguments used are arguments explained")
        .isEqualTo(numbers(header, "ARGV\\[(\\d+)\\]"));
  }

  @ParameterizedTest
  @EnumSource
  void body_touchesOnlyKeysItWasGiven_andTakesNoTimeOrChanceFromTheServer(Script script) {
    assertThat(script.source())
        .doesNotContain("rg:")
        .doesNotContain("'TIME'")
        .doesNotContain("math.random");
    assertThat(script.sha1()).matches("[0-9a-f]{40}");
  }

  private static int[] numbers(String text, String pattern) {
    return Arrays.stream(
            Pattern.compile(pattern)
                .matcher(text)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group(1)))
                .toArray())
        .distinct()
        .sorted()
        .toArray();
  }
}
