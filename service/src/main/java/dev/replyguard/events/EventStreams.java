package dev.replyguard.events;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.store.EventStore;
import dev.replyguard.store.StreamPlaces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streams of server-sent events that are open, over all event loops and sites, and the bound on
 * them. Safe for use by every thread.
 */
public final class EventStreams {
  /** For how long a place of a caller is kept by a service that has been killed. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private final EventStore store;
  private final StreamPlaces perCaller;
  private final Limits limits;
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
    /** The reader has no right to it any longer. */
    REVOKED,
    /** The service stops. */
    STOPPED
  }

  /**
   * Who reads.
   *
   * @param site whose events
   * @param caller names the user or the key, among those of all sites
   * @param mayGoOn asked again and again whether the caller still has the right
   * @param view what the caller is told of events
   */
  public record Reader(
      String site,
      String caller,
      Supplier<Future<Boolean>> mayGoOn,
      Function<List<CommentEvent>, Future<List<CommentEvent>>> view) {}

  /** What became of a request for a stream. */
  public enum Opened {
    /** It has begun. */
    BEGUN,
    /** There are as many as may be. */
    FULL,
    /** The caller has as many as one may have. */
    CALLER_FULL
  }

  /**
   * How many streams may be open at the same time.
   *
   * @param all 0 or more, at this service
   * @param perCaller 1 or more, at all services on one store
   */
  public record Limits(int all, int perCaller) {}

  /**
   * When things happen on a stream.
   *
   * @param poll how long after an answer without news the store is asked again
   * @param keepAlive after how long without an event a comment is sent
   * @param patience how long a reader may take nothing while something is there for it
   * @param age how long a stream stays open
   * @param check how often the reader's right to it is looked at
   */
  public record Timing(
      Duration poll, Duration keepAlive, Duration patience, Duration age, Duration check) {
    /** As the service has it. */
    public static final Timing DEFAULTS =
        new Timing(
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(1));

    /** With something sent at least twice in that time, so that nobody takes it for dead. */
    public Timing within(Duration idleTimeout) {
      Duration half = idleTimeout.dividedBy(2);
      return half.compareTo(keepAlive) < 0 ? new Timing(poll, half, patience, age, check) : this;
    }
  }

  /**
   * No streams yet.
   *
   * @param perCaller where those of each caller are counted
   */
  public EventStreams(
      EventStore store,
      StreamPlaces perCaller,
      Limits limits,
      Timing timing,
      MeterRegistry registry) {
    this.store = store;
    this.perCaller = perCaller;
    this.limits = limits;
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
   * @param reader who asks
   * @param after what the reader has seen last; empty: only what comes from now on
   * @return what became of it; fails as the store does, with nothing sent
   */
  public Future<Opened> open(
      Context context, HttpServerResponse response, Reader reader, Optional<EventId> after) {
    if (closed) {
      return Future.succeededFuture(Opened.FULL);
    }
    if (places.incrementAndGet() > limits.all()) {
      places.decrementAndGet();
      return Future.succeededFuture(Opened.FULL);
    }
    String name = UUID.randomUUID().toString();
    return perCaller
        .take(reader.caller(), name, limits.perCaller(), LEASE)
        .compose(
            taken ->
                taken
                    ? begin(context, response, reader, name, after)
                    : Future.succeededFuture(Opened.CALLER_FULL))
        .onSuccess(
            opened -> {
              if (opened != Opened.BEGUN) {
                places.decrementAndGet();
              }
            })
        .onFailure(failure -> places.decrementAndGet());
  }

  private Future<Opened> begin(
      Context context,
      HttpServerResponse response,
      Reader reader,
      String name,
      Optional<EventId> after) {
    return Future.all(store.oldest(reader.site()), store.latest(reader.site()))
        .map(
            known -> {
              EventId oldest = known.resultAt(0);
              EventId latest = known.resultAt(1);
              EventStream stream =
                  new EventStream(this, context, response, reader, name, after.orElse(latest));
              open.add(stream);
              stream.begin(oldest);
              if (closed) {
                stream.end(End.STOPPED);
              }
              return Opened.BEGUN;
            })
        .onFailure(failure -> perCaller.leave(reader.caller(), name));
  }

  /** How many a caller may have. */
  public int perCaller() {
    return limits.perCaller();
  }

  /** Keeps the caller's place for a stream that goes on. */
  void keepPlace(Reader reader, String name) {
    // Whatever becomes of it: the stream is open.
    perCaller.take(reader.caller(), name, Integer.MAX_VALUE, LEASE);
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
      perCaller.leave(stream.reader().caller(), stream.name());
      Objects.requireNonNull(ended.get(why)).increment();
    }
  }

  /** Ends every stream, and opens no more. */
  public void close() {
    closed = true;
    open.forEach(EventStream::stop);
  }
}
