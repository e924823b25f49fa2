package dev.replyguard.ops;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Whether the service takes requests, and what it does without. Redis away is a fact worth telling,
 * but no reason to take no requests: verdicts go on. Safe for use by every thread.
 */
public final class Health {

  /** Where in its life the service is. */
  public enum Phase {
    STARTING,
    READY,
    STOPPING
  }

  private record Store(boolean up, Instant since) {}

  private final InstantSource clock;
  private volatile Phase phase = Phase.STARTING;
  private volatile String model = "";
  private volatile Store store;

  /** Of a service that is starting; {@code clock} dates what is told. */
  public Health(InstantSource clock) {
    this.clock = clock;
    this.store = new Store(false, clock.instant());
  }

  /** The service takes requests from now on, with that model. */
  public void ready(String modelVersion) {
    model = modelVersion;
    phase = Phase.READY;
  }

  /** The service takes no new requests from now on. */
  public void stopping() {
    phase = Phase.STOPPING;
  }

  /** Notes whether the store is up, and since when; call it every second or so, from one thread. */
  public void watchStore(BooleanSupplier up) {
    boolean isUp = up.getAsBoolean();
    if (isUp != store.up()) {
      store = new Store(isUp, clock.instant());
    }
  }

  /** True while the service takes requests. */
  public boolean isReady() {
    return phase == Phase.READY;
  }

  /** What there is to say, without a secret. */
  public JsonObject report() {
    Store seen = store;
    JsonObject redis = new JsonObject().put("status", seen.up() ? "up" : "away");
    redis.put("since", seen.since().toString());
    if (!seen.up() && isReady()) {
      redis.put("effect", "verdicts go on, comments are not recorded");
    }
    JsonObject modelCheck = new JsonObject().put("status", model.isEmpty() ? "loading" : "up");
    if (!model.isEmpty()) {
      modelCheck.put("version", model);
    }
    return new JsonObject()
        .put("status", phase.name().toLowerCase(Locale.ROOT))
        .put("checks", new JsonObject().put("model", modelCheck).put("redis", redis));
  }
}
