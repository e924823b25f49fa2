package dev.replyguard.http.v1;

import dev.replyguard.http.ClientAddresses;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.Origin;
import io.vertx.ext.web.RoutingContext;

/** Tells who administers something by a request, and from where, for the audit trail. */
public final class Origins {
  private final ClientAddresses addresses;
  private final KeyedHash hash;

  /** Of requests whose addresses are told so, hashed so. */
  public Origins(ClientAddresses addresses, KeyedHash hash) {
    this.addresses = addresses;
    this.hash = hash;
  }

  Origin of(RoutingContext context) {
    return new Origin(
        Callers.actor(context), hash.hex(Origin.PURPOSE, addresses.callerOf(context.request())));
  }
}
