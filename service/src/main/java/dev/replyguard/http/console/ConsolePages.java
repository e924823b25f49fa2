package dev.replyguard.http.console;

import dev.replyguard.http.StaticFile;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/**
 * Serves the moderators' console: one page for every address below {@code /console/}, asked for
 * anew each time, and its assets below {@code /console/assets/VERSION/}, kept by browsers for good,
 * since another version has another address. Nothing is fetched from elsewhere.
 */
public final class ConsolePages {
  /** Where the console is. */
  public static final String PATH = "/console";

  private static final String ASSETS = PATH + "/assets/";

  /**
   * Scripts and styles from here only, none inline; no script may turn text into markup except
   * through the template library's own policy, which takes constant templates only.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  private static final String KEPT = "public, max-age=31536000, immutable";
  private static final String ASKED_FOR_ANEW = "no-cache";

  private static final List<String> PAGES =
      List.of("queue", "lists", "policy", "statistics", "model", "audit", "settings", "welcome");

  private final ConsoleFiles files;
  private final String tag;

  private ConsolePages(ConsoleFiles files) {
    this.files = files;
    // Weak: the same page is sent compressed or not.
    this.tag = "W/\"" + files.version() + '"';
  }

  /** Reads the console's files off the class path. */
  public static Future<ConsolePages> load(Vertx vertx) {
    // Typed as if a task could give null, which only compilers newer than JDK 17's can see.
    return vertx
        .executeBlocking(ConsoleFiles::read, false)
        .map(files -> new ConsolePages(Objects.requireNonNull(files)));
  }

  /** Adds them to what the router answers. */
  public void addTo(Router router) {
    router.get(PATH).handler(this::enter);
    PAGES.forEach(page -> router.get(PATH + "/" + page).handler(this::sendPage));
    String assets = ASSETS + files.version() + "/";
    files.assets().forEach((name, file) -> router.get(assets + name).handler(c -> send(c, file)));
  }

  /** The router takes both spellings for one; what the page names is relative to the second. */
  private void enter(RoutingContext context) {
    if (context.request().uri().startsWith(PATH + "/")) {
      sendPage(context);
    } else {
      context.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "console/").end();
    }
  }

  private void sendPage(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, ASKED_FOR_ANEW).putHeader(HttpHeaders.ETAG, tag);
    protect(response)
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
    } else {
      files.page().send(context);
    }
  }

  private static void send(RoutingContext context, StaticFile file) {
    protect(context.response()).putHeader(HttpHeaders.CACHE_CONTROL, KEPT);
    file.send(context);
  }

  private static HttpServerResponse protect(HttpServerResponse response) {
    return response
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}
