package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to the list of settings. */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final String BEGIN = "<!-- settings: begin -->\n";
  private static final String END = "<!-- settings: end -->\n";

  @Test
  void document_listsEverySettingAsItIs() throws IOException {
    String document = Files.readString(DOCUMENT);

    assertThat(document).contains(BEGIN, END);
    String listed =
        document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END));
    assertThat(listed).as("paste this between the markers").isEqualTo(table());
  }

  private static String table() {
    String head = "| Setting | Default | Flag | Environment | Meaning |\n|---|---|---|---|---|\n";
    return Arrays.stream(Setting.values())
        .map(ConfigurationReferenceTest::row)
        .collect(Collectors.joining("", head, ""));
  }

  private static String row(Setting setting) {
    return String.format(
        "| `%s` | %s | %s | %s | %s |%n",
        setting.dottedName(),
        setting.defaultValue().map(ConfigurationReferenceTest::code).orElse(""),
        setting.flag().map(ConfigurationReferenceTest::code).orElse(""),
        setting.variables().stream()
            .map(ConfigurationReferenceTest::code)
            .collect(Collectors.joining(", ")),
        setting.description());
  }

  private static String code(String text) {
    return '`' + text + '`';
  }
}
