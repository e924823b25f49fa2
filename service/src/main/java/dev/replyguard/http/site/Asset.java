package dev.replyguard.http.site;

import dev.replyguard.http.StaticFile;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file that pages load.
 *
 * @param file what is sent
 * @param tag its entity tag
 * @param cacheControl how long browsers may keep it
 * @param users whose pages may load it: {@code same-origin} or {@code cross-origin}
 */
record Asset(StaticFile file, String tag, String cacheControl, String users)
    implements Handler<RoutingContext> {
  private static final String ROOT = "/site/";
  private static final int TAG_BYTES = 8;

  /** A file that every site's pages may load, and keep for an hour. */
  static Asset ofSites(String name) {
    return of(name, "public, max-age=3600", "cross-origin");
  }

  /** A file that pages of the service load, and ask for anew each time. */
  static Asset own(String name) {
    return of(name, "no-cache", "same-origin");
  }

  private static Asset of(String name, String cacheControl, String users) {
    byte[] content = content(name);
    // Weak: the same file is sent compressed or not.
    return new Asset(
        StaticFile.of(name, content), "W/\"" + digest(content) + '"', cacheControl, users);
  }

  /** What the class path has under that name. Blocks. */
  static byte[] content(String name) {
    try (InputStream in = Asset.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException(ROOT + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    context.response().putHeader("Cross-Origin-Resource-Policy", users);
    send(context, file, tag, cacheControl);
  }

  /** Sends a file, unless the browser has it. */
  static void send(RoutingContext context, StaticFile file, String tag, String cacheControl) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, cacheControl).putHeader(HttpHeaders.ETAG, tag);
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
    } else {
      file.send(context);
    }
  }
}
