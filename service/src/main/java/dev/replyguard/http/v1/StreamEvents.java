package dev.replyguard.http.v1;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.events.EventStreams;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.http.Standing;
import dev.replyguard.store.CommentStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/events}: what happens to the site's comments, as server-sent events. */
final class StreamEvents implements Handler<RoutingContext> {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final String AFTER = "after";
  private static final String RETRY_SECONDS = "10";

  private final EventStreams streams;
  private final CommentStore comments;
  private final Standing standing;

  StreamEvents(EventStreams streams, CommentStore comments, Standing standing) {
    this.streams = streams;
    this.comments = comments;
    this.standing = standing;
  }

  @Override
  public void handle(RoutingContext context) {
    Optional<EventId> after = after(context);
    String site = RequestState.of(context).site().id();
    boolean withoutHints = WithoutHints.isFor(context);
    streams
        .open(
            context.vertx().getOrCreateContext(),
            context.response(),
            new EventStreams.Reader(
                site,
                Standing.caller(context),
                standing.of(context),
                withoutHints
                    ? events -> withoutHints(site, events)
                    : events -> Future.succeededFuture(events)),
            after)
        .onSuccess(
            opened -> {
              switch (opened) {
                case BEGUN -> {}
                case FULL -> context.fail(full());
                case CALLER_FULL -> context.fail(callerFull());
              }
            })
        .onFailure(context::fail);
  }

  /** As of now: what has been decided since may be told. */
  private Future<List<CommentEvent>> withoutHints(String site, List<CommentEvent> events) {
    return comments
        .withoutHints(site, events.stream().map(CommentEvent::comment).collect(Collectors.toSet()))
        .map(
            blind ->
                events.stream()
                    .map(
                        event ->
                            blind.contains(event.comment()) ? WithoutHints.event(event) : event)
                    .toList());
  }

  /** A reader that comes back says where it was in the header, which its first address cannot. */
  private static Optional<EventId> after(RoutingContext context) {
    @Nullable String header = context.request().getHeader(LAST_EVENT_ID);
    if (header != null && !header.isEmpty()) {
      return Optional.of(id(LAST_EVENT_ID, header));
    }
    List<String> parameter = context.queryParam(AFTER);
    return parameter.isEmpty() ? Optional.empty() : Optional.of(id(AFTER, parameter.get(0)));
  }

  private static EventId id(String field, String text) {
    return EventId.parse(text)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid(
                        List.of(
                            new FieldError(
                                field,
                                "an event's id such as 1763802000000-0 expected, or 0 for all"
                                    + " that are kept")))));
  }

  private ProblemException callerFull() {
    String policy = "\"streams\";q=" + streams.perCaller() + ";qu=\"concurrent-requests\"";
    return new ProblemException(
        Problem.of(
                ProblemType.QUOTA_EXCEEDED,
                "too many event streams of this user or key are open; close one")
            .withHeader("RateLimit-Policy", policy)
            .withHeader("RateLimit", "\"streams\";r=0;t=" + RETRY_SECONDS)
            .withHeader(HttpHeaders.RETRY_AFTER.toString(), RETRY_SECONDS));
  }

  private static ProblemException full() {
    return new ProblemException(
        Problem.of(ProblemType.OVERLOADED, "too many event streams are open; ask again later")
            .withHeader(HttpHeaders.RETRY_AFTER.toString(), RETRY_SECONDS));
  }
}
