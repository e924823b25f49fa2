package dev.replyguard.store.redis;

import dev.replyguard.config.RedisAddress;
import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks Sentinels where the master is, one after the other until one knows: what Redis' guidelines
 * for clients of Sentinel ask for. That it really is a master is for the caller to see.
 *
 * <p>Confined to the event loop that uses it.
 */
final class SentinelQuery {
  private final Vertx vertx;
  private final RedisSettings settings;
  private final RedisAddress.Sentinels address;
  private int first;

  SentinelQuery(Vertx vertx, RedisSettings settings, RedisAddress.Sentinels address) {
    this.vertx = vertx;
    this.settings = settings;
    this.address = address;
  }

  /** The master's address; fails with {@code UNREACHABLE} where no Sentinel tells. */
  Future<String> master() {
    return master(0);
  }

  private Future<String> master(int asked) {
    List<String> sentinels = address.sentinels();
    int turn = (first + asked) % sentinels.size();
    return ask(sentinels.get(turn))
        .onSuccess(found -> first = turn)
        .recover(
            failure ->
                asked + 1 < sentinels.size()
                    ? master(asked + 1)
                    : Future.failedFuture(
                        new StoreException(
                            Kind.UNREACHABLE,
                            "no Sentinel tells where the master '"
                                + address.name()
                                + "' is: "
                                + failure.getMessage(),
                            failure)));
  }

  private Future<String> ask(String sentinel) {
    Request request =
        Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(address.name());
    return RedisWire.open(vertx, settings.withUri(sentinel))
        .compose(
            wire ->
                wire.send(request)
                    .timeout(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .onComplete(answered -> wire.close()))
        .map(this::address);
  }

  private String address(RedisReply reply) {
    List<RedisReply> parts = reply.elements();
    if (parts.size() != 2) {
      throw new StoreException(Kind.UNREACHABLE, "it knows no master of that name");
    }
    return address.master().at(HashSlots.hostAndPort(parts.get(0).text(), parts.get(1).number()));
  }
}
