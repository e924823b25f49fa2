package dev.replyguard.store.redis;

import dev.replyguard.domain.Site;
import dev.replyguard.store.SiteStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Comparator;
import java.util.List;

/** The sites, all in one hash by id. */
final class RedisSiteStore implements SiteStore {
  private static final String WHAT = "site";
  private static final int VERSION = 1;

  private final RedisLinks redis;

  RedisSiteStore(RedisLinks redis) {
    this.redis = redis;
  }

  @Override
  public Future<List<Site>> sites() {
    return redis
        .send("sites", Keys.SITES, Request.cmd(Command.HVALS).arg(Keys.SITES))
        .map(
            reply ->
                reply.elements().stream()
                    .map(site -> decode(site.text()))
                    .sorted(Comparator.comparing(Site::id))
                    .toList());
  }

  @Override
  public Future<Boolean> add(Site site) {
    return redis
        .write(
            "add_site",
            Keys.SITES,
            Request.cmd(Command.HSETNX).arg(Keys.SITES).arg(site.id()).arg(encode(site)))
        .map(reply -> reply.number() == 1);
  }

  @Override
  public Future<Void> put(Site site) {
    return redis
        .write(
            "put_site",
            Keys.SITES,
            Request.cmd(Command.HSET).arg(Keys.SITES).arg(site.id()).arg(encode(site)))
        .mapEmpty();
  }

  private static String encode(Site site) {
    return StoredJson.ofVersion(VERSION)
        .put("id", site.id())
        .put("name", site.name())
        .put("keyDigest", site.keyDigest())
        .encode();
  }

  private static Site decode(String json) {
    return StoredJson.read(WHAT, json, VERSION, RedisSiteStore::site);
  }

  private static Site site(JsonObject json) {
    return new Site(
        StoredJson.text(json, "id"),
        StoredJson.text(json, "name"),
        StoredJson.text(json, "keyDigest"));
  }
}
