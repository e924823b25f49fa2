package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.replyguard.config.OpenIdSettings.Grant;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdSettingsTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "REPLYGUARD_SERVER_PUBLIC_URL", "https://moderation.example",
          "REPLYGUARD_SIGN_IN_OIDC_ISSUER", "https://login.example",
          "REPLYGUARD_SIGN_IN_OIDC_CLIENT_ID", "replyguard",
          "REPLYGUARD_SIGN_IN_OIDC_CLIENT_SECRET", "hunter2",
          "REPLYGUARD_SIGN_IN_OIDC_RIGHTS", "editors=admin@*");

  @Test
  void load_noIssuer_isNoProvider() {
    assertThat(SettingsLoader.load(Arguments.parse(), Map.of()).access().openId()).isNull();
  }

  @Test
  void load_complete_isAProvider_whoseSecretIsNotShown() {
    Settings settings = SettingsLoader.load(Arguments.parse(), COMPLETE);

    OpenIdSettings openId = settings.access().openId();
    assertThat(openId).isNotNull();
    assertThat(openId.rights()).containsExactly(new Grant("editors", "admin", Set.of(), true));
    assertThat(settings.toString()).contains("https://login.example").doesNotContain("hunter2");
  }

  @Test
  void parse_severalEntries_valuesMayHaveEqualsAndAtSigns() {
    assertThat(Grant.parse("ada@example.org=viewer@news+sport, cn=x=moderator@demo"))
        .containsExactly(
            new Grant("ada@example.org", "viewer", Set.of("news", "sport"), false),
            new Grant("cn=x", "moderator", Set.of("demo"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"editors", "editors=admin", "=admin@*", "editors=boss@*", "editors=admin@News"})
  void parse_whatIsNoEntry_isRefused(String text) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> Grant.parse(text))
        .withMessageContaining("signIn.oidc.rights: VALUE=ROLE@SITES");
  }

  @ParameterizedTest
  @CsvSource({
    "REPLYGUARD_SIGN_IN_OIDC_ISSUER, http://login.example, signIn.oidc.issuer",
    "REPLYGUARD_SIGN_IN_OIDC_ISSUER, https://login.example?a=b, signIn.oidc.issuer",
    "REPLYGUARD_SIGN_IN_OIDC_CLIENT_ID, '', signIn.oidc.clientId",
    "REPLYGUARD_SIGN_IN_OIDC_RIGHTS, '', signIn.oidc.rights",
    "REPLYGUARD_SIGN_IN_OIDC_SCOPES, profile, signIn.oidc.scopes",
    "REPLYGUARD_SIGN_IN_OIDC_ADOPT_USERS, yes, signIn.oidc.adoptUsers",
    "REPLYGUARD_SIGN_IN_OIDC_TIMEOUT, 2h, signIn.oidc.timeout",
    "REPLYGUARD_SERVER_PUBLIC_URL, '', server.publicUrl",
  })
  void load_wrong_namesTheSetting(String variable, String value, String setting) {
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.put(variable, value);

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> SettingsLoader.load(Arguments.parse(), environment))
        .withMessageStartingWith(setting + ": ");
  }

  @Test
  void isSafe_plainHttp_onThisMachineOnly() {
    assertThat(OpenIdSettings.isSafe(URI.create("http://127.0.0.1:8000/a"))).isTrue();
    assertThat(OpenIdSettings.isSafe(URI.create("http://localhost"))).isTrue();
    assertThat(OpenIdSettings.isSafe(URI.create("http://127.0.0.1.example"))).isFalse();
    assertThat(OpenIdSettings.isSafe(URI.create("https://user:p@login.example"))).isFalse();
    assertThat(OpenIdSettings.isSafe(URI.create("ftp://localhost"))).isFalse();
  }
}
