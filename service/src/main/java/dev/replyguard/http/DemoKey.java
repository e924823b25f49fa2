package dev.replyguard.http;

import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.SiteDirectory.Holder;
import dev.replyguard.pipeline.SiteKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key of the service's own demo page: for browsers, and for pages of the service itself only,
 * at whatever address it is reached. It is stored nowhere, and valid while the site {@code demo} is
 * there and not disabled.
 */
public final class DemoKey {
  /** The site. */
  public static final String SITE = "demo";

  /** The key; too short to be one that was made up. */
  public static final String KEY = "demo";

  private static final String ID = "demo-page";
  private static final String DIGEST = SiteKeys.digest(KEY);

  private DemoKey() {}

  /** The site, where it is there and not disabled. */
  public static Optional<Site> site(SiteDirectory sites) {
    return sites.ofId(SITE).filter(site -> !site.disabled());
  }

  /** The site with this key, where that is the key and a page of the service itself asks. */
  static Optional<Holder> holder(SiteDirectory sites, String key, HttpServerRequest request) {
    if (!key.equals(KEY)) {
      return Optional.empty();
    }
    return ownOrigin(request)
        .flatMap(origin -> site(sites).map(site -> new Holder(site, of(origin))));
  }

  private static SiteKey of(String origin) {
    return new SiteKey(
        ID,
        "Demo page",
        DIGEST,
        Set.of(Scope.SUBMIT),
        Set.of(origin),
        SiteKey.DEFAULT_PER_MINUTE,
        0,
        Instant.EPOCH,
        null,
        false);
  }

  /**
   * The page's origin, where it is the service's own. Browsers say so where the connection is safe;
   * where it is not, the page's address is the one that was asked.
   */
  private static Optional<String> ownOrigin(HttpServerRequest request) {
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !SiteKey.isOrigin(origin)) {
      return Optional.empty();
    }
    @Nullable String relation = request.getHeader("Sec-Fetch-Site");
    boolean own = relation == null ? isHost(origin, request) : relation.equals("same-origin");
    return own ? Optional.of(origin) : Optional.empty();
  }

  private static boolean isHost(String origin, HttpServerRequest request) {
    @Nullable String host = request.getHeader(HttpHeaders.HOST);
    return host != null
        && origin.substring(origin.indexOf("://") + 3).equals(host.toLowerCase(Locale.ROOT));
  }
}
