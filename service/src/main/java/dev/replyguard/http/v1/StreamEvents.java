package dev.replyguard.http.v1;

import dev.replyguard.domain.EventId;
import dev.replyguard.events.EventStreams;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/events}: what happens to the site's comments, as server-sent events. */
final class StreamEvents implements Handler<RoutingContext> {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final String AFTER = "after";
  private static final String RETRY_SECONDS = "10";

  private final EventStreams streams;

  StreamEvents(EventStreams streams) {
    this.streams = streams;
  }

  @Override
  public void handle(RoutingContext context) {
    Optional<EventId> after = after(context);
    streams
        .open(
            context.vertx().getOrCreateContext(),
            context.response(),
            RequestState.of(context).site().id(),
            after)
        .onSuccess(
            opened -> {
              if (!opened) {
                context.fail(full());
              }
            })
        .onFailure(context::fail);
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

  private static ProblemException full() {
    return new ProblemException(
        Problem.of(ProblemType.OVERLOADED, "too many event streams are open; ask again later")
            .withHeader(HttpHeaders.RETRY_AFTER.toString(), RETRY_SECONDS));
  }
}
