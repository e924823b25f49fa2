package dev.replyguard.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client for looking over the shoulder of the code under test; each command connects anew. */
final class RawCommands implements AutoCloseable {
  private static final long SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final String uri;

  RawCommands(String uri) {
    this.uri = uri;
  }

  List<String> run(String... words) {
    Redis client = Redis.createClient(vertx, uri);
    try {
      Request request = Request.cmd(Command.create(words[0]));
      for (int i = 1; i < words.length; i++) {
        request.arg(words[i]);
      }
      List<String> strings = new ArrayList<>();
      collect(client.send(request).await(SECONDS, TimeUnit.SECONDS), strings);
      return strings;
    } catch (TimeoutException e) {
      throw new IllegalStateException(words[0] + " was not answered", e);
    } finally {
      var unused = client.close();
    }
  }

  private static void collect(@Nullable Response response, List<String> strings) {
    if (response == null) {
      return;
    }
    if (response.type() != ResponseType.MULTI) {
      strings.add(response.toString());
    } else if (response.isMap()) {
      for (String key : response.getKeys()) {
        strings.add(key);
        collect(response.get(key), strings);
      }
    } else {
      response.forEach(element -> collect(element, strings));
    }
  }

  @Override
  public void close() {
    var unused = vertx.close();
  }
}
