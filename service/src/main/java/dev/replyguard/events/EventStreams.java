package dev.replyguard.events;

import dev.replyguard.domain.EventId;
import dev.replyguard.store.EventStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams of server-sent events that are open, over all event loops and sites, and the bound on
 * them. Safe for use by every thread.
 */
public final class EventStreams {
  private final EventStore store;
  private final int limit;
  private final Timing timing;
  private final AtomicInteger places = new AtomicInteger();
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final Counter sent;
  private final Map<End, Counter> ended = new EnumMap<>(End.class);
  private volatile boolean closed;

  /** Why a stream ends. */
  enum End {
    /** The reader has gone. */
    CLIENT,
    /** The reader took nothing for too long. */
    SLOW,
    /** It has been open for as long as one may be: the key is looked at anew when it comes back. */
    AGE,
    /** The service stops. */
    STOPPED
  }

  /**
   * When things happen on a stream.
   *
   * @param poll how long after an answer without news the store is asked again
   * @param keepAlive after how long without an event a comment is sent
   * @param patience how long a reader may take nothing while something is there for it
   * @param age how long a stream stays open
   */
  public record Timing(Duration poll, Duration keepAlive, Duration patience, Duration age) {
    /** As the service has it. */
    public static final Timing DEFAULTS =
        new Timing(
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofHours(1));

    /** With something sent at least twice in that time, so that nobody takes it for dead. */
    public Timing within(Duration idleTimeout) {
      Duration half = idleTimeout.dividedBy(2);
      return half.compareTo(keepAlive) < 0 ? new Timing(poll, half, patience, age) : this;
    }
  }

  /**
   * No streams yet.
   *
   * @param limit how many may be open at the same time, 0 or more
   */
  public EventStreams(EventStore store, int limit, Timing timing, MeterRegistry registry) {
    this.store = store;
    this.limit = limit;
    this.timing = timing;
    this.sent =
        Counter.builder("replyguard.event.stream.events")
            .description("Events sent on streams of server-sent events")
            .register(registry);
    for (End end : End.values()) {
      ended.put(
          end,
          Counter.builder("replyguard.event.streams.ended")
              .description("Streams of server-sent events that have ended, by why")
              .tag("reason", end.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Gauge.builder("replyguard.event.streams", places, AtomicInteger::get)
        .description("Streams of server-sent events that are open")
        .strongReference(true)
        .register(registry);
  }

  /**
   * Begins to send a site's events, on the caller's event loop.
   *
   * @param context the event loop's
   * @param response nothing of it has been sent yet
   * @param site whose events
   * @param after what the reader has seen last; empty: only what comes from now on
   * @return true once the stream has begun, false when there is no place for it; fails as the store
   *     does, with nothing sent
   */
  public Future<Boolean> open(
      Context context, HttpServerResponse response, String site, Optional<EventId> after) {
    if (closed) {
      return Future.succeededFuture(false);
    }
    if (places.incrementAndGet() > limit) {
      places.decrementAndGet();
      return Future.succeededFuture(false);
    }
    return Future.all(store.oldest(site), store.latest(site))
        .map(
            known -> {
              EventId oldest = known.resultAt(0);
              EventId latest = known.resultAt(1);
              begin(context, response, site, oldest, after.orElse(latest));
              return true;
            })
        .onFailure(failure -> places.decrementAndGet());
  }

  private void begin(
      Context context, HttpServerResponse response, String site, EventId oldest, EventId after) {
    EventStream stream = new EventStream(this, context, response, site, after);
    open.add(stream);
    stream.begin(oldest);
    if (closed) {
      stream.end(End.STOPPED);
    }
  }

  EventStore store() {
    return store;
  }

  Timing timing() {
    return timing;
  }

  void sent(int events) {
    sent.increment(events);
  }

  void left(EventStream stream, End why) {
    if (open.remove(stream)) {
      places.decrementAndGet();
      Objects.requireNonNull(ended.get(why)).increment();
    }
  }

  /** Ends every stream, and opens no more. */
  public void close() {
    closed = true;
    open.forEach(EventStream::stop);
  }
}
