package dev.replyguard.http.v1;

import dev.replyguard.access.KeyUsage;
import dev.replyguard.access.Sites;
import dev.replyguard.access.Sites.FullException;
import dev.replyguard.access.Sites.NewKey;
import dev.replyguard.domain.SiteKey;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.http.RequestState;
import dev.replyguard.store.SiteStore;
import dev.replyguard.store.SiteStore.Added;
import dev.replyguard.store.UsageStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code /v1/sites}, {@code /v1/keys} and {@code /v1/usage}, for one event loop. */
public final class SiteOperations {
  private static final int BODY_BYTES = 32 << 10;
  private static final int USAGE_DAYS = 30;

  private final Sites sites;
  private final KeyUsage usage;
  private final Origins origins;

  /** The operations over their collaborators. */
  public SiteOperations(Sites sites, KeyUsage usage, Origins origins) {
    this.origins = origins;
    this.sites = sites;
    this.usage = usage;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("listSites", 0, this::list),
        new ApiOperation("createSite", BODY_BYTES, this::create),
        new ApiOperation("changeSite", BODY_BYTES, this::change),
        new ApiOperation("listKeys", 0, this::listKeys),
        new ApiOperation("createKey", BODY_BYTES, this::createKey),
        new ApiOperation("changeKey", BODY_BYTES, this::changeKey),
        new ApiOperation("rotateKey", BODY_BYTES, this::rotateKey),
        new ApiOperation("deleteKey", 0, this::deleteKey),
        new ApiOperation("getUsage", 0, this::usage));
  }

  private void list(RoutingContext context) {
    Exchanges.answer(context, sites.all().map(SiteEncoder::sites));
  }

  private void create(RoutingContext context) {
    var request = SiteDecoder.newSite(Exchanges.body(context));
    Exchanges.answer(
        context,
        201,
        sites
            .add(request.id(), request.name(), origins.of(context))
            .map(
                added -> {
                  if (added == Added.DONE) {
                    return SiteEncoder.site(request.id(), request.name(), false, 0);
                  }
                  throw new ProblemException(
                      ProblemType.CONFLICT,
                      added == Added.EXISTS
                          ? "id: there is a site of that id"
                          : "sites: there are "
                              + SiteStore.MAX_SITES
                              + ", which is as many as may be");
                }));
  }

  private void change(RoutingContext context) {
    var request = SiteDecoder.siteChange(Exchanges.body(context));
    Exchanges.answer(
        context,
        sites
            .change(
                pathParameter(context, "site"),
                request.name(),
                request.disabled(),
                origins.of(context))
            .map(found -> found.orElseThrow(() -> missing("there is no site of that id")))
            .map(
                site ->
                    SiteEncoder.site(site.id(), site.name(), site.disabled(), site.keys().size())));
  }

  private void listKeys(RoutingContext context) {
    Exchanges.answer(
        context,
        sites
            .find(Callers.site(context))
            .map(found -> SiteEncoder.keys(found.orElseThrow(SiteOperations::missingKey).keys())));
  }

  private void createKey(RoutingContext context) {
    Sites.KeyDraft draft = SiteDecoder.newKey(Exchanges.body(context));
    answerNew(context, sites.addKey(Callers.site(context), draft, origins.of(context)));
  }

  private void rotateKey(RoutingContext context) {
    var rotation = SiteDecoder.rotation(Exchanges.body(context));
    answerNew(
        context,
        sites.rotate(
            Callers.site(context),
            pathParameter(context, "key"),
            rotation.overlap(),
            rotation.akismet(),
            origins.of(context)));
  }

  private static void answerNew(RoutingContext context, Future<Optional<NewKey>> work) {
    Exchanges.answer(
        context,
        201,
        explained(work)
            .map(found -> SiteEncoder.newKey(found.orElseThrow(SiteOperations::missingKey))));
  }

  private void changeKey(RoutingContext context) {
    Sites.KeyDraft draft = SiteDecoder.keyChange(Exchanges.body(context));
    Exchanges.answer(
        context,
        explained(
                sites.changeKey(
                    Callers.site(context),
                    pathParameter(context, "key"),
                    draft,
                    origins.of(context)))
            .map(found -> SiteEncoder.key(found.orElseThrow(SiteOperations::missingKey))));
  }

  private void deleteKey(RoutingContext context) {
    Exchanges.done(
        context,
        sites.removeKey(Callers.site(context), pathParameter(context, "key"), origins.of(context)));
  }

  /** A key sees itself; a person sees all keys of the site. */
  private void usage(RoutingContext context) {
    QueryParameters query = new QueryParameters(context);
    int days = query.whole("days", 1, UsageStore.DAYS, USAGE_DAYS);
    query.check();
    Optional<SiteKey> own = RequestState.of(context).key();
    List<SiteKey> keys = own.map(List::of).orElseGet(() -> RequestState.of(context).site().keys());
    Future<Buffer> answer =
        usage
            .days(Callers.site(context), days)
            .compose(
                counts ->
                    usage
                        .lastScored(Callers.site(context))
                        .map(last -> SiteEncoder.usage(keys, counts, last, own.isEmpty())));
    Exchanges.answer(context, answer);
  }

  private static <T> Future<T> explained(Future<T> work) {
    return work.recover(
        failure -> {
          if (failure instanceof FullException) {
            return Future.failedFuture(
                new ProblemException(ProblemType.CONFLICT, String.valueOf(failure.getMessage())));
          }
          // Rights that do not go together, of which the decoder saw one only.
          return Future.failedFuture(
              failure instanceof IllegalArgumentException
                  ? new ProblemException(
                      Problem.invalid(List.of(new FieldError("scopes", SiteDecoder.TOGETHER))))
                  : failure);
        });
  }

  private static String pathParameter(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name), "the contract's path has it");
  }

  private static ProblemException missingKey() {
    return missing("this site has no key of that id");
  }

  private static ProblemException missing(String detail) {
    return new ProblemException(ProblemType.NOT_FOUND, detail);
  }
}
