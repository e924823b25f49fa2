package dev.replyguard.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a protocol carries the site's key, and how it refuses a request without a good one.
 *
 * @param place finds the key in a request whose body has been read where it has one
 * @param missing made where there is none
 * @param unknown made where no site has that key
 */
public record KeyRule(
    Function<RoutingContext, Optional<String>> place,
    Supplier<ProblemException> missing,
    Supplier<ProblemException> unknown) {}
