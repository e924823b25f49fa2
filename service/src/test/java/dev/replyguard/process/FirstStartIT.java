package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartIT {
  private static final Pattern KEY = Pattern.compile("key of the site demo +(\\S+)\\R");
  private static final Pattern PASSWORD = Pattern.compile("password of the user admin +(\\S+)\\R");

  private final Path directory;

  FirstStartIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void firstStart_printsWorkingSecretsOnce_secondStartPrintsNone() throws Exception {
    String key;
    String password;
    try (ServiceProcess first = ServiceProcess.startWith(directory, Map.of())) {
      key = only(KEY, first.output());
      password = only(PASSWORD, first.output());
      assertThat(key).matches("[0-9A-Za-z]{12}");
      assertThat(password).matches("[0-9A-Za-z]{16}");
      assertThat(first.output())
          .containsPattern("choose your own +http://\\S+/console#setup=\\S{43}\\R");
      assertThat(first.output()).contains("/v1/comments", "/docs", "/metrics", "/health/ready");
      assertThat(first.api(key).comment("c1", "The goose is in the garden").status())
          .isEqualTo(200);
      first.terminate();
      assertThat(first.exitCode()).isZero();
    }
    try (ServiceProcess second = ServiceProcess.startWith(directory, Map.of())) {
      assertThat(second.output()).doesNotContain(key, password, "Shown only this once", "setup=");
      assertThat(second.api(key).get("/v1/comments/c1").status()).isEqualTo(200);
    }
  }

  @Test
  void configuredKey_replacesTheOneOfBefore_andIsNotPrinted() throws Exception {
    String made;
    try (ServiceProcess first = ServiceProcess.startWith(directory, Map.of())) {
      made = only(KEY, first.output());
    }
    try (ServiceProcess second = ServiceProcess.start(directory)) {
      assertThat(second.api().comment("c1", "The goose is in the garden").status()).isEqualTo(200);
      assertThat(second.api(made).comment("c2", "The goose again").status()).isEqualTo(401);
      assertThat(second.output()).doesNotContain(ServiceProcess.SITE_KEY);
    }
  }

  private static String only(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    String found = matcher.group(1);
    assertThat(matcher.find()).isFalse();
    return found;
  }
}
