package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.pipeline.PolicyService;
import dev.replyguard.pipeline.policy.InvalidPolicyException;
import dev.replyguard.store.PolicyStore;
import dev.replyguard.store.PolicyStore.Put;
import dev.replyguard.store.PolicyStore.Stored;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /v1/policy}: what a site decides about its moderation, version by version. */
final class Policies {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  private final PolicyService policies;

  Policies(PolicyService policies) {
    this.policies = policies;
  }

  /** The version in force, or what holds without one. */
  void current(RoutingContext context) {
    String site = Callers.site(context);
    Exchanges.answer(
        context,
        policies
            .store()
            .current(site)
            .compose(
                number ->
                    number == 0
                        ? Future.succeededFuture(
                            PolicyEncoder.standard(policies.directory().standard()))
                        : stored(site, number).map(PolicyEncoder::stored)));
  }

  /** Stores a version and puts it in force. */
  void put(RoutingContext context) {
    String site = Callers.site(context);
    Actor by = Callers.actor(context);
    PolicyRequest request = PolicyDecoder.toStore(Exchanges.body(context));
    Exchanges.answer(
        context,
        201,
        explained(policies.put(site, request.expected(), request.draft(by)))
            .map(Policies::written));
  }

  /** Checks a document. */
  void validate(RoutingContext context) {
    PolicyRequest request = PolicyDecoder.toCheck(Exchanges.body(context));
    Exchanges.answer(
        context,
        explained(policies.check(request.source(), request.format())).map(PolicyEncoder::checked));
  }

  /** What is known of the versions, the latest first. */
  void versions(RoutingContext context) {
    QueryParameters query = new QueryParameters(context);
    int limit = query.whole("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    int newest = query.whole("newest", 1, PolicyStore.MAX_VERSIONS, PolicyStore.MAX_VERSIONS);
    query.check();
    String site = Callers.site(context);
    PolicyStore store = policies.store();
    Exchanges.answer(
        context,
        store
            .current(site)
            .compose(current -> store.versions(site, Math.min(current, newest), limit))
            .map(PolicyEncoder::versions));
  }

  /** One version. */
  void version(RoutingContext context) {
    Exchanges.answer(
        context, stored(Callers.site(context), number(context)).map(PolicyEncoder::stored));
  }

  /** What changed from one version to another, the current one unless told. */
  void diff(RoutingContext context) {
    int from = number(context);
    QueryParameters query = new QueryParameters(context);
    int asked = query.whole("to", 1, PolicyStore.MAX_VERSIONS, 0);
    query.check();
    String site = Callers.site(context);
    Future<Integer> to =
        asked == 0 ? policies.store().current(site) : Future.succeededFuture(asked);
    Exchanges.answer(
        context,
        to.compose(
            number ->
                Future.all(stored(site, from), stored(site, number))
                    .compose(
                        both ->
                            explained(policies.diff(both.resultAt(0), both.resultAt(1)))
                                .map(diff -> PolicyEncoder.diff(from, number, diff)))));
  }

  /** Stores the document of an earlier version again. */
  void restore(RoutingContext context) {
    int number = number(context);
    Actor by = Callers.actor(context);
    PolicyRequest request = PolicyDecoder.toRestore(Exchanges.body(context));
    Exchanges.answer(
        context,
        201,
        explained(
                policies.restore(
                    Callers.site(context), number, request.expected(), by, request.note()))
            .map(put -> written(put.orElseThrow(Policies::missing))));
  }

  private Future<Stored> stored(String site, int number) {
    return policies.store().find(site, number).map(found -> found.orElseThrow(Policies::missing));
  }

  private static Buffer written(Put put) {
    if (put instanceof Put.Done done) {
      return PolicyEncoder.version(done.version());
    }
    if (put instanceof Put.Conflict conflict) {
      String current =
          conflict
              .current()
              .map(version -> version.number() + ", stored at " + version.at())
              .orElse("none");
      throw new ProblemException(
          ProblemType.CONFLICT, "expected: another version is current by now: " + current);
    }
    throw new ProblemException(
        ProblemType.CONFLICT, "policy: at most " + PolicyStore.MAX_VERSIONS + " versions expected");
  }

  /** What is wrong with a document is the caller's to know. */
  static <T> Future<T> explained(Future<T> work) {
    return work.recover(
        failure ->
            Future.failedFuture(
                failure instanceof InvalidPolicyException invalid ? problem(invalid) : failure));
  }

  private static ProblemException problem(InvalidPolicyException invalid) {
    List<FieldError> errors =
        invalid.violations().stream()
            .map(
                violation ->
                    new FieldError(
                        violation.field().isEmpty() ? "source" : "source:" + violation.field(),
                        violation.message()))
            .toList();
    return new ProblemException(Problem.invalid(errors));
  }

  private static int number(RoutingContext context) {
    String text = context.pathParam("number");
    if (text == null || !text.matches("[1-9][0-9]{0,8}")) {
      throw new ProblemException(
          Problem.invalid(
              List.of(new FieldError("number", "the number of a version expected, from 1"))));
    }
    return Integer.parseInt(text);
  }

  private static ProblemException missing() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "this site's policy has no version of that number");
  }
}
