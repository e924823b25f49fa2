package dev.replyguard.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The contract as a page for people, drawn by Swagger UI from files that come with the service:
 * nothing is fetched from elsewhere.
 */
final class DocsPages {
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";

  /**
   * Scripts, styles and requests from here only; {@code data:} for the icons in the style sheet.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Page> pages;

  private DocsPages(Map<String, Page> pages) {
    this.pages = pages;
  }

  private record Page(String mediaType, Buffer content) {}

  /** Reads the pages off the class path. */
  static Future<DocsPages> load(Vertx vertx, ApiContract contract) {
    // Typed as if a task could give null, which only compilers newer than JDK 17's can see.
    return vertx
        .executeBlocking(() -> read(contract), false)
        .map(pages -> Objects.requireNonNull(pages));
  }

  void addTo(Router router) {
    pages.forEach((path, page) -> router.get(path).handler(context -> send(context, path, page)));
    router.get("/").handler(DocsPages::redirect);
  }

  private static void send(RoutingContext context, String path, Page page) {
    RequestState.of(context).matched(path);
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, page.mediaType())
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Referrer-Policy", "no-referrer")
        .end(page.content());
  }

  private static void redirect(RoutingContext context) {
    RequestState.of(context).matched("/");
    context.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "docs").end();
  }

  private static DocsPages read(ApiContract contract) throws IOException {
    String swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/openapi.yaml", new Page("application/yaml", contract.source()));
    pages.put("/protocols.yaml", new Page("application/yaml", resource("/protocols.yaml")));
    pages.put(
        "/policy.schema.json",
        new Page("application/schema+json", resource("/docs/policy.schema.json")));
    pages.put("/docs", new Page("text/html; charset=utf-8", resource("/docs/index.html")));
    pages.put("/docs/docs.js", new Page(JAVASCRIPT, resource("/docs/docs.js")));
    pages.put("/docs/docs.css", new Page(CSS, resource("/docs/docs.css")));
    pages.put("/docs/swagger-ui.css", new Page(CSS, resource(swagger + "swagger-ui.css")));
    pages.put(
        "/docs/swagger-ui-bundle.js",
        new Page(JAVASCRIPT, resource(swagger + "swagger-ui-bundle.js")));
    return new DocsPages(pages);
  }

  /** The WebJar has its version in its paths and says it in the properties Maven left there. */
  private static String swaggerVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static Buffer resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  private static InputStream open(String name) {
    InputStream in = DocsPages.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    return in;
  }
}
