package dev.replyguard.http.site;

import dev.replyguard.config.HttpLimits;
import dev.replyguard.http.KeyRule;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.Protocol;
import dev.replyguard.http.ProtocolRoute;
import dev.replyguard.http.v1.Submissions;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.store.CommentIndex;
import dev.replyguard.store.CommentStore;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sites' pages load, and what forms without a script post. Safe for use by every thread. */
public final class SiteForms {
  private static final String KEY_PARAMETER = "key";

  private final Asset script = Asset.ofSites("replyguard.js");
  private final List<ProtocolRoute> demoAssets =
      List.of(
          ProtocolRoute.open("/site/demo.css", Asset.own("demo.css")),
          ProtocolRoute.open("/site/demo.js", Asset.own("demo.js")),
          ProtocolRoute.open("/site/demo.svg", Asset.own("demo.svg")));
  private final DemoTemplate template = DemoTemplate.read();
  private final AtomicLong demoChanges = new AtomicLong();
  private final SiteDirectory sites;
  private final ApprovedComments approved;
  private final InstantSource clock;

  /** Reads the files. Blocks. */
  public SiteForms(
      SiteDirectory sites, CommentIndex index, CommentStore comments, InstantSource clock) {
    this.sites = sites;
    this.approved = new ApprovedComments(index, comments);
    this.clock = clock;
  }

  /** To be called once there may be something new to show. */
  public void changed() {
    demoChanges.incrementAndGet();
  }

  /** The paths, for one event loop. */
  public Protocol protocol(Submissions submissions, HttpLimits limits) {
    return new Protocol(
        new FormErrors(),
        new KeyRule(SiteForms::key, SiteForms::noKey, SiteForms::wrongKey),
        Stream.concat(
                demoAssets.stream(),
                Stream.of(
                    ProtocolRoute.open("/site/replyguard.js", script),
                    ProtocolRoute.form(
                        "/site/comments", limits.bodyBytes(), new PostedForm(submissions)),
                    ProtocolRoute.open(
                        DemoPage.PATH,
                        new DemoPage(sites, approved, template, demoChanges, clock))))
            .toList(),
        true);
  }

  private static Optional<String> key(RoutingContext context) {
    HttpServerRequest request = context.request();
    @Nullable String field = request.getFormAttribute(FormFields.KEY);
    return Optional.ofNullable(field == null ? request.getParam(KEY_PARAMETER) : field);
  }

  private static ProblemException noKey() {
    return new ProblemException(
        ProblemType.UNAUTHORIZED,
        FormFields.KEY + ": a site's key for browsers expected, got none");
  }

  private static ProblemException wrongKey() {
    return new ProblemException(
        ProblemType.UNAUTHORIZED,
        FormFields.KEY + ": a site's key for browsers expected, no site has what came");
  }
}
