package dev.replyguard.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Ruling;
import dev.replyguard.domain.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");

  @Test
  void of_decisionOfAModerator_saysAll() {
    CommentEvent event =
        new CommentEvent(
            new EventId(7, 1),
            CommentEvent.Type.DECIDED,
            "demo",
            "c-1",
            2,
            Verdict.REJECT,
            Verdict.HOLD,
            Actor.moderator("ada"),
            "insult",
            Ruling.Means.GROUP,
            AT);

    assertThat(EventJson.of(event).encode())
        .isEqualTo(
            "{\"id\":\"7-1\",\"type\":\"comment.decided\",\"site\":\"demo\",\"comment\":\"c-1\","
                + "\"revision\":2,\"verdict\":\"reject\",\"previousVerdict\":\"hold\","
                + "\"by\":{\"kind\":\"moderator\",\"name\":\"ada\"},\"reason\":\"insult\","
                + "\"means\":\"group\",\"at\":\"2026-11-22T10:15:30Z\"}");
  }

  @Test
  void of_reportOfAReader_doesNotSayWho() {
    CommentEvent event =
        new CommentEvent(
            new EventId(7, 0),
            CommentEvent.Type.REPORTED,
            "demo",
            "c-1",
            1,
            Verdict.APPROVE,
            Verdict.APPROVE,
            new Actor(Actor.Kind.READER, "0123456789abcdef"),
            "abuse",
            null,
            AT);

    assertThat(EventJson.of(event).encode())
        .contains("\"by\":{\"kind\":\"reader\"}")
        .doesNotContain("0123456789abcdef", "means");
  }
}
