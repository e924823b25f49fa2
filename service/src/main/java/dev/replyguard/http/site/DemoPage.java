package dev.replyguard.http.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.replyguard.domain.RecordedComment;
import dev.replyguard.http.DemoKey;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.StaticFile;
import dev.replyguard.pipeline.SiteDirectory;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code /demo}: an article with a form, and the comments under it that were approved. What is
 * shown is read at most once a second and event loop, and after each comment that comes from a
 * page, however many ask. For one event loop.
 */
final class DemoPage implements Handler<RoutingContext> {
  static final String PATH = "/demo";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final String KEPT_SHORTLY = "public, max-age=1";
  private static final String NOT_KEPT = "no-store";

  private final SiteDirectory sites;
  private final ApprovedComments comments;
  private final DemoTemplate template;
  private final AtomicLong changes;
  private final InstantSource clock;
  private final Drawn away;
  private @Nullable Drawn drawn;
  private @Nullable Future<Drawn> drawing;
  private long drawnFor;

  /**
   * The page.
   *
   * @param changes differs once there may be something new to show
   */
  DemoPage(
      SiteDirectory sites,
      ApprovedComments comments,
      DemoTemplate template,
      AtomicLong changes,
      InstantSource clock) {
    this.sites = sites;
    this.comments = comments;
    this.template = template;
    this.changes = changes;
    this.clock = clock;
    this.away = draw(template, null, 0, 0);
  }

  private record Drawn(StaticFile page, String tag, long change, long atMillis) {}

  @Override
  public void handle(RoutingContext context) {
    if (DemoKey.site(sites).isEmpty()) {
      context.fail(new ProblemException(ProblemType.NOT_FOUND, "there is no site demo"));
    } else {
      current()
          .onSuccess(page -> send(context, page, KEPT_SHORTLY))
          .onFailure(failure -> send(context, away, NOT_KEPT));
    }
  }

  private static void send(RoutingContext context, Drawn page, String cacheControl) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        // A form that is posted by itself is to say where it came from.
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    Asset.send(context, page.page(), page.tag(), cacheControl);
  }

  private Future<Drawn> current() {
    long change = changes.get();
    Drawn last = drawn;
    if (last != null
        && last.change() == change
        && clock.millis() - last.atMillis() < FRESH.toMillis()) {
      return Future.succeededFuture(last);
    }
    Future<Drawn> under = drawing;
    if (under == null || under.isComplete() || drawnFor != change) {
      drawnFor = change;
      under =
          comments
              .latest()
              .map(latest -> draw(template, latest, change, clock.millis()))
              .onSuccess(
                  page -> {
                    if (drawnFor == change) {
                      drawn = page;
                    }
                  });
      drawing = under;
    }
    return under;
  }

  private static Drawn draw(
      DemoTemplate template, @Nullable List<RecordedComment> latest, long change, long atMillis) {
    byte[] content = template.filled(latest).getBytes(UTF_8);
    return new Drawn(
        StaticFile.of("demo.html", content),
        "W/\"" + Asset.digest(content) + '"',
        change,
        atMillis);
  }
}
