package dev.replyguard.events;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.events.EventStreams.End;
import dev.replyguard.events.EventStreams.Reader;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * One stream of server-sent events (WHATWG HTML, section 9.2). It is a place in the site's events
 * and nothing more: the next ones are read when the reader has taken those before, so that a slow
 * one costs no memory beyond the connection's own buffer.
 *
 * <p>Confined to the event loop of {@code context}, but for {@link #stop}.
 */
final class EventStream {
  private static final int PAGE = 100;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration RECONNECT = Duration.ofSeconds(3);

  private final EventStreams streams;
  private final Context context;
  private final HttpServerResponse response;
  private final Reader reader;
  private final String name;
  private EventId last;
  private long lastWrite = System.nanoTime();
  private long lastCheck = System.nanoTime();
  private boolean over;

  EventStream(
      EventStreams streams,
      Context context,
      HttpServerResponse response,
      Reader reader,
      String name,
      EventId after) {
    this.streams = streams;
    this.context = context;
    this.response = response;
    this.reader = reader;
    this.name = name;
    this.last = after;
  }

  Reader reader() {
    return reader;
  }

  /** Names it among the caller's. */
  String name() {
    return name;
  }

  /** Sends the head, and says so where events after the reader's last one may have gone. */
  void begin(EventId oldest) {
    if (response.closed()) {
      end(End.CLIENT);
      return;
    }
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader("X-Accel-Buffering", "no");
    response.closeHandler(closed -> end(End.CLIENT));
    response.exceptionHandler(failure -> end(End.CLIENT));
    after(streams.timing().age(), () -> end(End.AGE));
    keepPlace();
    StringBuilder text = new StringBuilder("retry: ").append(RECONNECT.toMillis()).append("\n\n");
    if (last.compareTo(EventId.START) > 0 && oldest.compareTo(last) > 0) {
      JsonObject gap =
          new JsonObject().put("after", last.toString()).put("oldest", oldest.toString());
      text.append("event: gap\ndata: ").append(gap.encode()).append("\n\n");
    }
    write(text.toString());
    read();
  }

  /** Ends the stream as the service stops; from every thread. */
  void stop() {
    context.runOnContext(v -> end(End.STOPPED));
  }

  void end(End why) {
    if (over) {
      return;
    }
    over = true;
    streams.left(this, why);
    if (why == End.SLOW) {
      response.reset(); // an end would wait behind what nobody reads
    } else if (!response.ended() && !response.closed()) {
      response.end();
    }
  }

  private void read() {
    if (over) {
      return;
    }
    if (System.nanoTime() - lastCheck < streams.timing().check().toNanos()) {
      fetch();
      return;
    }
    reader
        .mayGoOn()
        .get()
        .onSuccess(
            may -> {
              if (may) {
                lastCheck = System.nanoTime();
                fetch();
              } else {
                end(End.REVOKED);
              }
            })
        // Nothing is sent to whom it is not known of.
        .onFailure(failure -> pause(AFTER_FAILURE));
  }

  private void fetch() {
    if (over) {
      return;
    }
    streams
        .store()
        .after(reader.site(), last, PAGE)
        .compose(events -> reader.view().apply(events))
        .onSuccess(this::send)
        // The reader need not know that the store is away: it is told when there is something.
        .onFailure(failure -> pause(AFTER_FAILURE));
  }

  private void send(List<CommentEvent> events) {
    if (over) {
      return;
    }
    if (events.isEmpty()) {
      pause(streams.timing().poll());
      return;
    }
    StringBuilder text = new StringBuilder();
    for (CommentEvent event : events) {
      text.append("id: ").append(event.id()).append("\nevent: ").append(event.type().key());
      text.append("\ndata: ").append(EventJson.of(event).encode()).append("\n\n");
    }
    last = events.get(events.size() - 1).id();
    write(text.toString());
    streams.sent(events.size());
    if (response.writeQueueFull()) {
      awaitReader();
    } else if (events.size() == PAGE) {
      read();
    } else {
      pause(streams.timing().poll());
    }
  }

  private void awaitReader() {
    long timer =
        context.owner().setTimer(streams.timing().patience().toMillis(), id -> end(End.SLOW));
    response.drainHandler(
        drained -> {
          response.drainHandler(null);
          if (context.owner().cancelTimer(timer)) {
            read();
          }
        });
  }

  private void pause(Duration time) {
    if (System.nanoTime() - lastWrite >= streams.timing().keepAlive().toNanos()) {
      write(": keep-alive\n\n");
      if (response.writeQueueFull()) {
        awaitReader();
        return;
      }
    }
    after(time, this::read);
  }

  private void keepPlace() {
    after(
        EventStreams.LEASE.dividedBy(3),
        () -> {
          streams.keepPlace(reader, name);
          keepPlace();
        });
  }

  private void after(Duration time, Runnable task) {
    context
        .owner()
        .setTimer(
            time.toMillis(),
            timer -> {
              if (!over) {
                task.run();
              }
            });
  }

  private void write(String text) {
    lastWrite = System.nanoTime();
    response.write(text).onFailure(failure -> end(End.CLIENT));
  }
}
