package dev.replyguard.store.redis;

import dev.replyguard.config.RedisAddress;
import dev.replyguard.config.RedisSettings;
import dev.replyguard.store.StoreException;
import dev.replyguard.store.StoreException.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The masters of a cluster, each with a connection of its own, so that the loss of one is no matter
 * for the sites on the others. Where the slots are is asked at the start, whenever a node says that
 * a key has moved, once a second while a master is away, and now and then for good measure.
 */
final class ClusterNodes implements RedisNodes {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterNodes.class);
  private static final int MAX_REDIRECTIONS = 4;
  private static final int CHECKS_BETWEEN_REFRESHES = 10;

  private final Context context;
  private final RedisSettings settings;
  private final RedisAddress.Cluster address;
  private final Map<String, NodeLink> links = new HashMap<>();
  private final Promise<Void> firstUp = Promise.promise();
  private volatile boolean up;
  private volatile String lastFailure = "none yet";
  private HashSlots slots = HashSlots.NONE;
  private boolean refreshing;
  private boolean closed;
  private int checks;
  private int seed;

  ClusterNodes(Context context, RedisSettings settings, RedisAddress.Cluster address) {
    this.context = context;
    this.settings = settings;
    this.address = address;
  }

  @Override
  public void connect() {
    refresh();
  }

  @Override
  public void check() {
    links.values().forEach(NodeLink::check);
    if (!up || ++checks % CHECKS_BETWEEN_REFRESHES == 0) {
      refresh();
    }
  }

  private void refresh() {
    if (refreshing || closed) {
      return;
    }
    refreshing = true;
    askForSlots()
        .onComplete(
            answered -> {
              refreshing = false;
              learn(answered);
            });
  }

  private Future<HashSlots> askForSlots() {
    for (Map.Entry<String, NodeLink> each : links.entrySet()) {
      if (each.getValue().isUp()) {
        return each.getValue()
            .send("", slotsQuestion())
            .map(reply -> HashSlots.of(reply, host(each.getKey())));
      }
    }
    return askSeed(0);
  }

  private Future<HashSlots> askSeed(int asked) {
    String node = address.seeds().get((seed + asked) % address.seeds().size());
    return RedisWire.open(context.owner(), settings.withUri(address.node().at(node)))
        .compose(
            wire ->
                wire.send(slotsQuestion())
                    .timeout(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .onComplete(answered -> wire.close()))
        .map(reply -> HashSlots.of(reply, host(node)))
        .onSuccess(found -> seed = (seed + asked) % address.seeds().size())
        .recover(
            failure ->
                asked + 1 < address.seeds().size()
                    ? askSeed(asked + 1)
                    : Future.failedFuture(failure));
  }

  private static Request slotsQuestion() {
    return Request.cmd(Command.CLUSTER).arg("SLOTS");
  }

  private static String host(String hostAndPort) {
    return hostAndPort.substring(0, hostAndPort.lastIndexOf(':'));
  }

  private void learn(AsyncResult<HashSlots> answered) {
    if (closed) {
      return;
    }
    if (answered.failed()) {
      lastFailure = String.valueOf(answered.cause().getMessage());
      if (answered.cause() instanceof StoreException refused && refused.kind() == Kind.FAILED) {
        firstUp.tryFail(refused);
      }
      return;
    }
    slots = answered.result();
    Set<String> masters = slots.masters();
    masters.forEach(this::linkTo);
    Iterator<Map.Entry<String, NodeLink>> each = links.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, NodeLink> link = each.next();
      if (!masters.contains(link.getKey())) {
        LOG.info("Redis at {} has no slots any more", link.getKey());
        link.getValue().close();
        each.remove();
      }
    }
    onChange();
  }

  private NodeLink linkTo(String node) {
    NodeLink known = links.get(node);
    if (known != null) {
      return known;
    }
    String uri = address.node().at(node);
    NodeLink link =
        new NodeLink(context, settings, node, () -> Future.succeededFuture(uri), this::onChange);
    links.put(node, link);
    link.firstUp().onFailure(firstUp::tryFail);
    link.connect();
    return link;
  }

  private void onChange() {
    up = slots.isComplete() && links.values().stream().allMatch(NodeLink::isUp);
    if (up) {
      firstUp.tryComplete();
    } else {
      links.values().stream()
          .filter(link -> !link.isUp())
          .findFirst()
          .ifPresent(link -> lastFailure = link.lastFailure());
    }
  }

  @Override
  public Future<Void> firstUp() {
    return firstUp.future();
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public String lastFailure() {
    return lastFailure;
  }

  @Override
  public Future<RedisReply> send(String key, Request request) {
    return toOwner(key, link -> link.send(key, request));
  }

  @Override
  public Future<RedisReply> write(String key, Request request) {
    return toOwner(key, link -> link.write(key, request));
  }

  private interface Call {
    Future<RedisReply> on(NodeLink link);
  }

  private Future<RedisReply> toOwner(String key, Call call) {
    String owner = slots.owner(key);
    if (owner == null) {
      return Future.failedFuture(
          new StoreException(
              Kind.UNREACHABLE, "no master of the cluster has the key's slot: " + lastFailure));
    }
    return to(owner, call, MAX_REDIRECTIONS);
  }

  private Future<RedisReply> to(String node, Call call, int redirections) {
    return call.on(linkTo(node))
        .recover(
            failure -> {
              Redirection redirection = Redirection.of(failure, node);
              return redirection == null || redirections == 0
                  ? Future.failedFuture(failure)
                  : redirected(redirection, call, redirections - 1);
            });
  }

  private Future<RedisReply> redirected(Redirection redirection, Call call, int left) {
    NodeLink target = linkTo(redirection.node());
    Future<Void> connected =
        target.firstUp().timeout(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
    if (!redirection.once()) {
      refresh();
      return connected.compose(isUp -> to(redirection.node(), call, left));
    }
    return connected.compose(
        isUp -> {
          // Directly before the command, on the same connection: it holds for the next one only.
          Future<RedisReply> asking = target.send("", Request.cmd(Command.ASKING));
          Future<RedisReply> answer = call.on(target);
          return asking.compose(ok -> answer);
        });
  }

  @Override
  public void close() {
    closed = true;
    up = false;
    firstUp.tryFail(new StoreException(Kind.UNREACHABLE, "the store was closed"));
    links.values().forEach(NodeLink::close);
    links.clear();
  }
}
