package dev.replyguard.http;

import dev.replyguard.pipeline.SiteDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API port is made of, whatever protocols are spoken on it.
 *
 * @param sites who may call
 * @param operations makes the operations of one event loop, once for each
 * @param protocols makes the other protocols of one event loop, once for each
 * @param registry where requests are measured
 * @param clock the time
 */
public record ApiServices(
    SiteDirectory sites,
    Supplier<List<ApiOperation>> operations,
    Supplier<List<Protocol>> protocols,
    MeterRegistry registry,
    Clock clock) {}
