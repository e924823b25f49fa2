package dev.replyguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final String ID = "1763802930000-0";
  private static final Instant AT = Instant.ofEpochSecond(1_763_802_930);
  private static final String BODY = "{\"type\":\"comment.decided\"}";

  @Test
  void of_isWhatOpenSslMakesOfIt() {
    // printf '%s' '1763802930000-0.1763802930.{"type":"comment.decided"}' \
    //   | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef -binary | base64
    assertThat(
            WebhookSignature.of(
                List.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), ID, AT, BODY))
        .isEqualTo("v1,uEOwhcjJK8FhthqruG0zULv1RL9I1XSaPFgzteH4/Co=");
  }

  @Test
  void of_twoSecrets_hasASignatureOfEach() {
    String both = WebhookSignature.of(List.of("bmV3", "b2xk"), ID, AT, BODY);

    assertThat(both.split(" "))
        .containsExactly(
            WebhookSignature.of(List.of("bmV3"), ID, AT, BODY),
            WebhookSignature.of(List.of("b2xk"), ID, AT, BODY));
  }

  @Test
  void of_otherIdTimeOrBody_isAnother() {
    List<String> key = List.of("bmV3");

    assertThat(
            List.of(
                WebhookSignature.of(key, ID, AT, BODY),
                WebhookSignature.of(key, "1763802930000-1", AT, BODY),
                WebhookSignature.of(key, ID, AT.plusSeconds(1), BODY),
                WebhookSignature.of(key, ID, AT, BODY + " ")))
        .doesNotHaveDuplicates();
  }
}
