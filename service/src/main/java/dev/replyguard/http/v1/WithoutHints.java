package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Verdict;
import dev.replyguard.http.RequestState;
import dev.replyguard.store.AuditEntry;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a comment that waits without hints: the same fields of every such comment,
 * whatever was decided about it. Some were drawn by lot from what the service had decided by
 * itself, the others are held ones, so that what people decide measures the service and does not
 * follow it.
 */
final class WithoutHints {
  private static final String VERDICT = "verdict";
  private static final String PREVIOUS = "previous";
  private static final String LANGUAGE = "language";

  private WithoutHints() {}

  /** Whether the caller is a person, whom hints would lead, and not a program of the site. */
  static boolean isFor(RoutingContext context) {
    return RequestState.of(context).signedIn().isPresent()
        || context.request().getHeader(Callers.MODERATOR) != null;
  }

  /** What is told of a comment's decision, as far as it may be told to moderators. */
  static Judgement shown(RecordedComment comment) {
    return comment.isBlind() ? judgement(comment) : JudgementEncoder.judgement(comment);
  }

  /** Nothing but that it waits. */
  static Judgement judgement(RecordedComment comment) {
    return new Judgement(
        comment.comment().id(),
        comment.decision().withoutHints(),
        true,
        true,
        comment.revision(),
        true);
  }

  /** What was done about such a comment, without the service's verdict and what led to it. */
  static AuditEntry entry(AuditEntry entry) {
    Map<String, String> details = new TreeMap<>(entry.details());
    details.remove(LANGUAGE);
    if (entry.by().kind() == Actor.Kind.PIPELINE) {
      details.replace(VERDICT, Verdict.HOLD.key());
    }
    if (entry.type().equals("ruled")) {
      // Taken back since, or it would not wait.
      details.replace(PREVIOUS, Verdict.HOLD.key());
    }
    return new AuditEntry(
        entry.id(), entry.type(), entry.by(), entry.at(), entry.comment(), List.of(), details);
  }

  /** What has happened to such a comment, with the verdict of what is held. */
  static CommentEvent event(CommentEvent event) {
    return new CommentEvent(
        event.id(),
        event.type(),
        event.site(),
        event.comment(),
        event.revision(),
        event.type() == CommentEvent.Type.DECIDED ? event.verdict() : Verdict.HOLD,
        previous(event),
        event.by(),
        event.reason(),
        event.means(),
        event.at());
  }

  private static @Nullable Verdict previous(CommentEvent event) {
    return switch (event.type()) {
      case JUDGED -> null; // about an earlier text, mostly much like this one
      case DECIDED -> Verdict.HOLD;
      case UNDONE, REOPENED, REPORTED, ESCALATED -> event.previous();
    };
  }
}
