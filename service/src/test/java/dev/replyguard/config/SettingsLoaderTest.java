package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  private final Path directory;

  SettingsLoaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void load_nothingSet_givesTheDefaults() {
    Settings settings = SettingsLoader.load(Arguments.parse(), Map.of());

    assertThat(settings.server())
        .isEqualTo(new HttpSettings("127.0.0.1", 8080, HttpLimits.DEFAULTS));
    assertThat(settings.management()).isEqualTo(new ManagementSettings("127.0.0.1", 8081));
    assertThat(settings.redis()).isEqualTo(RedisSettings.at(null));
    assertThat(settings.cache()).isEqualTo(CacheSettings.DEFAULTS);
    assertThat(settings.scoring()).isEqualTo(ScoringSettings.defaults());
    assertThat(settings.dataDir()).isEqualTo(Path.of("data"));
    assertThat(settings.model()).isNull();
    assertThat(settings.secret()).isNull();
    assertThat(settings.firstStart()).isEqualTo(new FirstStartSettings(null, null));
    assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void load_environmentOverFile_flagsOverBoth() throws IOException {
    Path file =
        yaml(
            """
            server:
              port: 1001
              host: 10.0.0.1
            cache: {ttl: 2h}
            management:
              port: 1002
            """);

    Settings settings =
        SettingsLoader.load(
            Arguments.parse("--config", file.toString(), "--port=3001"),
            Map.of("REPLYGUARD_SERVER_PORT", "2001", "REPLYGUARD_SERVER_HOST", "10.0.0.2"));

    assertThat(settings.server().port()).isEqualTo(3001);
    assertThat(settings.server().host()).isEqualTo("10.0.0.2");
    assertThat(settings.management().port()).isEqualTo(1002);
    assertThat(settings.cache().ttl()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void load_variableNamesTheFile() throws IOException {
    Path file = yaml("dataDir: elsewhere\n");

    Settings settings =
        SettingsLoader.load(Arguments.parse(), Map.of("REPLYGUARD_CONFIG", file.toString()));

    assertThat(settings.dataDir()).isEqualTo(Path.of("elsewhere"));
  }

  @Test
  void load_variableNamedAfterTheFlag_setsTheSame() {
    Settings settings =
        SettingsLoader.load(
            Arguments.parse(),
            Map.of("REPLYGUARD_PORT", "2001", "REPLYGUARD_REDIS", "redis://example:6379"));

    assertThat(settings.server().port()).isEqualTo(2001);
    assertThat(settings.redis().uri()).isEqualTo("redis://example:6379");
  }

  @Test
  void load_emptyVariableAndEmptyKey_countAsNotSet() throws IOException {
    Path file = yaml("model:\nserver:\n");

    Settings settings =
        SettingsLoader.load(
            Arguments.parse("--config", file.toString()), Map.of("REPLYGUARD_REDIS_URI", ""));

    assertThat(settings.redis().uri()).isNull();
    assertThat(settings.model()).isNull();
  }

  @Test
  void load_othersVariables_areLeftAlone() {
    assertThat(SettingsLoader.load(Arguments.parse(), Map.of("PATH", "/bin", "REPLY", "x")))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REPLYGUARD_SERVER_PROT|1|REPLYGUARD_SERVER_PROT: there is no such setting; did you mean"
            + " REPLYGUARD_SERVER_PORT?",
        "REPLYGUARD_SERVER_PORT|abc|server.port: a whole number expected, got 'abc' (set by"
            + " REPLYGUARD_SERVER_PORT)",
        "REPLYGUARD_SERVER_PORT|65536|server.port: a whole number from 0 to 65535 expected, got"
            + " 65536 (set by REPLYGUARD_SERVER_PORT)",
        "REPLYGUARD_SERVER_HOST|a b|server.host: a host name or an address to listen on expected,"
            + " got 'a b' (set by REPLYGUARD_SERVER_HOST)",
        "REPLYGUARD_MANAGEMENT_PORT|8080|management.port: another port than server.port expected,"
            + " got 8080 (set by REPLYGUARD_MANAGEMENT_PORT)",
        "REPLYGUARD_LIMITS_IDLE_TIMEOUT|60|limits.idleTimeout: a duration such as 250ms, 10s, 5m or"
            + " 24h expected, got '60' (set by REPLYGUARD_LIMITS_IDLE_TIMEOUT)",
        "REPLYGUARD_LIMITS_IDLE_TIMEOUT|2h|limits.idleTimeout: a duration from 1s to 1h expected,"
            + " got 2h (set by REPLYGUARD_LIMITS_IDLE_TIMEOUT)",
        "REPLYGUARD_LIMITS_BODY_BYTES|8GiB|limits.bodyBytes: a size below 2GiB such as 512KiB"
            + " expected, got '8GiB' (set by REPLYGUARD_LIMITS_BODY_BYTES)",
        "REPLYGUARD_LOG_FORMAT|xml|log.format: json or text expected, got 'xml' (set by"
            + " REPLYGUARD_LOG_FORMAT)",
        "REPLYGUARD_SERVER_EVENT_LOOPS|0|server.eventLoops: a whole number from 1 to 256 expected,"
            + " got 0 (set by REPLYGUARD_SERVER_EVENT_LOOPS)",
      })
  void load_wrongVariable_namesSettingExpectationAndSource(
      String variable, String value, String message) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> SettingsLoader.load(Arguments.parse(), Map.of(variable, value)))
        .withMessage(message);
  }

  @Test
  void load_twoVariablesForOneSetting_isRefused() {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () ->
                SettingsLoader.load(
                    Arguments.parse(),
                    Map.of("REPLYGUARD_PORT", "1", "REPLYGUARD_SERVER_PORT", "2")))
        .withMessage(
            "server.port: one variable expected, but both REPLYGUARD_PORT and"
                + " REPLYGUARD_SERVER_PORT set it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REPLYGUARD_SECRET|tooshort|secret: at least 16 characters expected, got 8",
        "REPLYGUARD_REDIS_URI|http://me:hunter2@x|redis.uri: redis://host:port",
        "REPLYGUARD_REDIS_URI|hunter2 hunter2|redis.uri: redis://host:port",
        "REPLYGUARD_DEMO_SITE_KEY|hunter2-key|demoSiteKey: 12 to 64 characters",
        "REPLYGUARD_ADMIN_PASSWORD|hunter2|adminPassword: 8 to 200 characters",
      })
  void load_wrongSecret_isNamedButNotShown(String variable, String value, String message) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> SettingsLoader.load(Arguments.parse(), Map.of(variable, value)))
        .withMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value, "hunter2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server: {prot: 1}|server.prot: there is no such setting (FILE line 1); did you mean"
            + " server.port?",
        "a: 1|a: there is no such setting (FILE line 1); did you mean model?",
        "server: 8080|server: a group of settings expected (FILE line 1)",
        "dataDir: [a]|dataDir: a single value expected (FILE line 1)",
        "- a|config: settings as 'name: value' expected (FILE line 1)",
        "model: a\\nmodel: b|model: set twice (FILE line 2)",
        "\\nserver:\\n  port: many|server.port: a whole number expected, got 'many' (set by FILE line"
            + " 3)",
        "a: [|config: YAML expected, but expected the node content, but found '<stream end>' (FILE"
            + " line 1)",
      })
  void load_wrongFile_namesTheLine(String content, String message) throws IOException {
    Path file = yaml(content.replace("\\n", "\n"));

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () -> SettingsLoader.load(Arguments.parse("--config", file.toString()), Map.of()))
        .withMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void load_missingFile_isNamed() {
    Path file = directory.resolve("none.yaml");

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () -> SettingsLoader.load(Arguments.parse("--config", file.toString()), Map.of()))
        .withMessage("config: there is no file " + file);
  }

  @Test
  void load_fileThatIsNoText_isNamed() throws IOException {
    Path file =
        Files.write(directory.resolve("x.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () -> SettingsLoader.load(Arguments.parse("--config", file.toString()), Map.of()))
        .withMessage("config: " + file + " is not a text in UTF-8");
  }

  @Test
  void toString_ofAllSettings_showsNoSecret() {
    Settings settings =
        SettingsLoader.load(
            Arguments.parse("--redis=redis://user:hunter2@example:6379/0?x=hunter2"),
            Map.of(
                "REPLYGUARD_SECRET", "hunter2hunter2hunter2",
                "REPLYGUARD_DEMO_SITE_KEY", "hunter2hunter2",
                "REPLYGUARD_ADMIN_PASSWORD", "hunter2hunter2"));

    assertThat(settings.toString()).contains("redis://example:6379").doesNotContain("hunter2");
    assertThat(settings.firstStart().toString()).doesNotContain("hunter2");
  }

  private Path yaml(String content) throws IOException {
    return Files.writeString(directory.resolve("replyguard.yaml"), content);
  }
}
