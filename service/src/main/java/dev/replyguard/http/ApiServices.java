package dev.replyguard.http;

import dev.replyguard.access.KeyUsage;
import dev.replyguard.access.Sessions;
import dev.replyguard.pipeline.SiteDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API port is made of, whatever protocols are spoken on it.
 *
 * @param sites the sites that may call
 * @param sessions the people who may
 * @param usage how much they do
 * @param addresses where they are
 * @param operations makes the operations of one event loop, once for each
 * @param protocols makes the other protocols of one event loop, once for each
 * @param registry where requests are measured
 * @param clock the time
 */
public record ApiServices(
    SiteDirectory sites,
    Sessions sessions,
    KeyUsage usage,
    ClientAddresses addresses,
    Supplier<List<ApiOperation>> operations,
    Supplier<List<Protocol>> protocols,
    MeterRegistry registry,
    Clock clock) {}
