package dev.replyguard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AkismetFormTest {
  private static final Instant NOW = Instant.parse("2026-11-30T05:00:00Z");
  private static final Webhook HOOK = webhook(Webhook.VERDICT_TYPES);

  private final AkismetForm form = new AkismetForm();

  @ParameterizedTest
  @CsvSource({"APPROVE, false", "REJECT, true", "HOLD, true"})
  void about_aVerdict_isAkismetsWord(Verdict verdict, String word) {
    WebhookMessage message = form.about(HOOK, event(verdict), NOW);

    assertThat(message.headers()).containsExactly(Map.entry("X-Akismet-Webhook", "1"));
    assertThat(message.body())
        .isEqualTo(
            "{\"key\":\"DemoKey00001\",\"endpoint\":\"comment-check\",\"comments\":"
                + "[{\"guid\":\"akismet-1\",\"result\":\""
                + word
                + "\"}]}");
    assertThat(message.shown()).doesNotContain("DemoKey00001").contains("akismet-1");
  }

  @Test
  void test_tellsOfNoComment_andShowsNoKey() {
    WebhookMessage message = form.test(HOOK, "test_1", NOW);

    assertThat(message.body()).contains("DemoKey00001").contains("\"comments\":[]");
    assertThat(message.shown()).doesNotContain("DemoKey00001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"comments\":{\"akismet-1\":{\"status\":\"success\"}}}",
        "{\"comments\":[]}",
        "{\"comments\":{}}"
      })
  void complaint_whereThePluginTakesIt_isNone(String answer) {
    assertThat(form.complaint(answer)).isNull();
  }

  @Test
  void complaint_ofTheComment_isWhatThePluginSays() {
    assertThat(
            form.complaint(
                "{\"comments\":{\"akismet-1\":{\"status\":\"error\",\"message\":\"Not found.\"}}}"))
        .isEqualTo("WordPress did not take it: Not found.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "[]",
        "{\"comments\":[1]}",
        "{\"comments\":\"x\"}",
        "{\"comments\":{\"akismet-1\":1}}"
      })
  void complaint_ofWhatNoPluginSays_namesThePlugin(String answer) {
    assertThat(form.complaint(answer))
        .isEqualTo("an answer of Akismet's plugin, 5.5 or later, expected");
  }

  @Test
  void webhook_ofEventsThatThePluginHasNoWordsFor_isNone() {
    assertThatThrownBy(() -> webhook(Set.of(CommentEvent.Type.JUDGED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("types");
  }

  private static Webhook webhook(Set<CommentEvent.Type> types) {
    return new Webhook(
        "demo",
        "hook1",
        "https://blog.example/wp-json/akismet/v1/webhook",
        Webhook.Format.AKISMET,
        types,
        false,
        List.of(new Webhook.Secret("DemoKey00001", null)),
        NOW);
  }

  private static CommentEvent event(Verdict verdict) {
    return new CommentEvent(
        EventId.parse("1-0").orElseThrow(),
        CommentEvent.Type.DECIDED,
        "demo",
        "akismet-1",
        1,
        verdict,
        null,
        Actor.site("demo"),
        null,
        null,
        NOW);
  }
}
