package dev.replyguard.http.perspective;

import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /$discovery/rest?version=v1alpha1}: what Google's clients learn the API from. Its
 * address is the configured one, never what a request claims.
 */
final class DiscoveryDocument implements Handler<RoutingContext> {
  private static final String VERSION = "v1alpha1";

  private final JsonObject document;
  private final @Nullable String root;

  /**
   * The document.
   *
   * @param publicUrl where the API is seen from outside, or null: where it listens
   */
  DiscoveryDocument(@Nullable URI publicUrl) {
    this.document = read();
    this.root = publicUrl == null ? null : withSlash(publicUrl.toString());
  }

  @Override
  public void handle(RoutingContext context) {
    List<String> version = context.queryParam("version");
    if (!version.isEmpty() && !version.get(0).equals(VERSION)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "Discovery document not found: version " + VERSION + " expected");
    }
    String url = root == null ? listening(context.request().localAddress()) : root;
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, AnalyzeComment.MEDIA_TYPE)
        .end(
            Buffer.buffer(
                document.copy().put("rootUrl", url).put("baseUrl", url).encodePrettily()));
  }

  private static String listening(SocketAddress address) {
    String host = address.hostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.port() + "/";
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  private static JsonObject read() {
    try (InputStream in = DiscoveryDocument.class.getResourceAsStream("discovery.json")) {
      if (in == null) {
        throw new IllegalStateException("discovery.json is not on the class path");
      }
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("discovery.json cannot be read", e);
    }
  }
}
