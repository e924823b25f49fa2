package dev.replyguard.events;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A site's own server, on loopback, that keeps what is posted to it. */
final class Receiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile BiConsumer<Post, HttpServerRequest> answer = status(204);

  /** What came, in the order in which it came. */
  record Post(String path, Map<String, String> headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String header(String name) {
      return Objects.requireNonNull(headers.get(name), name);
    }

    /** The comment and what happened to it. */
    String told() {
      return json().getString("comment") + " " + json().getString("type");
    }
  }

  Receiver() {
    this(new HttpServerOptions());
  }

  Receiver(HttpServerOptions options) {
    server =
        await(
            vertx
                .createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(
                    request -> {
                      open.incrementAndGet();
                      request.response().endHandler(end -> open.decrementAndGet());
                      request
                          .body()
                          .onSuccess(
                              body -> {
                                Map<String, String> headers = new HashMap<>();
                                request
                                    .headers()
                                    .forEach(
                                        (name, value) ->
                                            headers.put(name.toLowerCase(Locale.ROOT), value));
                                Post post = new Post(request.uri(), headers, body.toString());
                                posts.add(post);
                                answer.accept(post, request);
                              });
                    })
                .listen());
  }

  /** Answers every request with that status. */
  static BiConsumer<Post, HttpServerRequest> status(int status) {
    return (post, request) -> request.response().setStatusCode(status).end();
  }

  /** From now on requests are answered so; on the receiver's event loop. */
  void answers(BiConsumer<Post, HttpServerRequest> now) {
    answer = now;
  }

  /** Runs it on the receiver's event loop after a while. */
  void later(long millis, Runnable task) {
    vertx.setTimer(Math.max(1, millis), fired -> task.run());
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/hook";
  }

  int port() {
    return server.actualPort();
  }

  List<Post> posts() {
    return List.copyOf(posts);
  }

  List<String> told() {
    return posts.stream().map(Post::told).toList();
  }

  static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no result within 20 s", e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
