package dev.replyguard.http;

import dev.replyguard.http.OperationAccess.Rule;
import dev.replyguard.http.OperationAccess.Subject;
import dev.replyguard.http.console.ConsolePages;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the router from the contract: an operation's caller, quota and body are seen to in that
 * order, before the operation itself. The contract's schemas are not run per request: the decoders
 * name what is wrong better and cost a fraction; a test holds the two together.
 */
final class ApiRouter {
  private final ApiContract contract;
  private final Map<String, ApiOperation> operations;
  private final RequestEntry entry;
  private final Function<Rule, List<Handler<RoutingContext>>> callerChecks;
  private final List<Protocol> protocols;
  private final ProtocolRouter protocolRouter;
  private final ProblemHandler problems;
  private final Duration bodyTimeout;

  /**
   * A router of these operations.
   *
   * @param callerChecks what an operation of that rule goes through first, unless it is open to all
   * @param protocols what is spoken beside the contract
   * @param protocolRouter adds these
   * @throws IllegalArgumentException when contract and code do not have the same operations, or
   *     {@link OperationAccess} has no rule for one
   */
  ApiRouter(
      ApiContract contract,
      List<ApiOperation> operations,
      RequestEntry entry,
      Function<Rule, List<Handler<RoutingContext>>> callerChecks,
      List<Protocol> protocols,
      ProtocolRouter protocolRouter,
      ProblemHandler problems,
      Duration bodyTimeout) {
    this.contract = contract;
    this.operations =
        operations.stream()
            .collect(Collectors.toUnmodifiableMap(ApiOperation::id, Function.identity()));
    this.entry = entry;
    this.callerChecks = callerChecks;
    this.protocols = List.copyOf(protocols);
    this.protocolRouter = protocolRouter;
    this.problems = problems;
    this.bodyTimeout = bodyTimeout;
    TreeSet<String> inContract =
        contract.operations().stream()
            .map(ContractOperation::id)
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> inCode = new TreeSet<>(this.operations.keySet());
    if (!inContract.equals(inCode)) {
      throw new IllegalArgumentException(
          "operations: those of the contract expected, " + inContract + ", got " + inCode);
    }
    inContract.removeIf(id -> OperationAccess.of(id).isPresent());
    if (!inContract.isEmpty()) {
      throw new IllegalArgumentException("operations: a rule expected who may call " + inContract);
    }
  }

  Router create(Vertx vertx, DocsPages docs, ConsolePages console) {
    Router router = Router.router(vertx);
    router.route().handler(entry);
    contract.operations().stream()
        .filter(operation -> !operation.isVerb())
        .forEach(resource -> addResource(router, resource));
    contract.operations().stream()
        .filter(ContractOperation::isVerb)
        .forEach(verb -> addVerb(router, verb));
    protocols.forEach(protocol -> protocolRouter.add(router, protocol));
    docs.addTo(router);
    addConsole(router, console);
    addProblems(router);
    return router;
  }

  /**
   * A router of its own for each path of a protocol: a request for one of them, written as it
   * stands here, need not be held against every route of the contract first. What is written
   * otherwise finds the same routes in {@link #create}.
   */
  Map<String, Router> protocolRouters(Vertx vertx) {
    Map<String, Router> byPath = new HashMap<>();
    for (Protocol protocol : protocols) {
      for (ProtocolRoute offered : protocol.routes()) {
        byPath.computeIfAbsent(offered.path(), path -> only(vertx, protocol, path));
      }
    }
    return Map.copyOf(byPath);
  }

  private Router only(Vertx vertx, Protocol protocol, String path) {
    Router router = Router.router(vertx);
    router.route().handler(entry);
    protocolRouter.addOnly(router, protocol, path);
    addProblems(router);
    return router;
  }

  private void addProblems(Router router) {
    router.route().failureHandler(problems);
    router.errorHandler(400, this::badRequest);
    router.errorHandler(404, this::notFound);
    router.errorHandler(405, this::methodNotAllowed);
  }

  private static void addConsole(Router router, ConsolePages console) {
    router
        .route(ConsolePages.PATH + "*")
        .handler(
            context -> {
              RequestState.of(context).matched(ConsolePages.PATH);
              context.next();
            });
    console.addTo(router);
  }

  private void addResource(Router router, ContractOperation resource) {
    Route route = router.route(resource.method(), resource.routePath());
    handlers(resource).forEach(route::handler);
  }

  private void addVerb(Router router, ContractOperation verb) {
    Route route = router.routeWithRegex(verb.method(), Pattern.quote(verb.path()));
    handlers(verb).forEach(route::handler);
  }

  private List<Handler<RoutingContext>> handlers(ContractOperation contracted) {
    ApiOperation operation = Objects.requireNonNull(operations.get(contracted.id()));
    String path = contracted.path();
    List<Handler<RoutingContext>> handlers = new ArrayList<>();
    handlers.add(
        context -> {
          RequestState.of(context).matched(path);
          context.next();
        });
    Rule rule = OperationAccess.of(contracted.id()).orElseThrow();
    if (rule.subject() != Subject.NONE) {
      handlers.addAll(callerChecks.apply(rule));
    }
    if (operation.bodyLimit() > 0) {
      handlers.addAll(RequestBody.json(operation.bodyLimit(), bodyTimeout).handlers());
    }
    handlers.add(operation.handler());
    return handlers;
  }

  private void badRequest(RoutingContext context) {
    problems.answer(
        context, Problem.of(ProblemType.MALFORMED_REQUEST, "a request as HTTP has it expected"));
  }

  private void notFound(RoutingContext context) {
    problems.answer(context, Problem.of(ProblemType.NOT_FOUND, "there is nothing at this path"));
  }

  private void methodNotAllowed(RoutingContext context) {
    problems.answer(context, methodNotAllowed(contract, context.normalizedPath()));
  }

  /** Tells which methods the path takes. */
  static Problem methodNotAllowed(ApiContract contract, String path) {
    List<HttpMethod> contracted = contract.methodsOf(path);
    Stream<HttpMethod> allowed =
        contracted.isEmpty() ? Stream.of(HttpMethod.GET) : contracted.stream();
    String allow = allowed.map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
    return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "method: " + allow + " expected")
        .withHeader(HttpHeaders.ALLOW.toString(), allow);
  }
}
