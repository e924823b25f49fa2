package dev.replyguard;

import dev.replyguard.config.Settings;
import dev.replyguard.events.EventStreams;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.v1.EventOperations;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What tells sites of what happens to their comments, put together. */
final class Notifications {
  private final EventStreams streams;

  private Notifications(EventStreams streams) {
    this.streams = streams;
  }

  static Notifications open(Settings settings, RedisStore store, MeterRegistry registry) {
    return new Notifications(
        new EventStreams(
            store.events(),
            settings.events().streams(),
            EventStreams.Timing.DEFAULTS.within(settings.server().limits().idleTimeout()),
            registry));
  }

  /** The operations of the API, for one event loop. */
  List<ApiOperation> operations() {
    return new EventOperations(streams).all();
  }

  /** Ends what would keep the API from stopping. */
  void close() {
    streams.close();
  }
}
