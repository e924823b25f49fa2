package dev.replyguard.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.access.SignedIn;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.Scope;
import dev.replyguard.http.ApiFixture.Answer;
import dev.replyguard.http.OperationAccess.Rule;
import dev.replyguard.http.OperationAccess.Subject;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets through to which operation: every one of the contract, with every kind of caller. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationAccessTest {
  /** What an operation that does nothing answers: whoever asked got through. */
  private static final int THROUGH = 501;

  private final ApiFixture api = ApiFixture.with().onlyStubs().start();
  private final Map<Role, SignedIn> everywhere =
      Map.of(
          Role.VIEWER, api.people.signIn(Role.VIEWER),
          Role.MODERATOR, api.people.signIn(Role.MODERATOR),
          Role.ADMIN, api.people.signIn(Role.ADMIN));

  @AfterAll
  void close() {
    api.close();
  }

  Stream<Arguments> operations() {
    return CheckedContract.openApi().operations().stream()
        .map(
            operation ->
                Arguments.of(
                    operation.getOperationId(),
                    operation,
                    OperationAccess.of(operation.getOperationId()).orElseThrow()));
  }

  Stream<Arguments> operationsByRole() {
    return operations()
        .flatMap(
            operation ->
                Arrays.stream(Role.values())
                    .map(
                        role ->
                            Arguments.of(
                                operation.get()[0], role, operation.get()[1], operation.get()[2])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void nobody_getsThroughOnlyWhereAllMay(String id, Operation operation, Rule rule) {
    assertThat(status(request(operation)))
        .isEqualTo(rule.subject() == Subject.NONE ? THROUGH : 401);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void siteKey_getsThroughWhereKeysMay(String id, Operation operation, Rule rule) {
    HttpRequest.Builder request =
        request(operation).header("Authorization", "Bearer " + ApiFixture.DEMO_KEY);

    assertThat(status(request))
        .isEqualTo(rule.subject() == Subject.NONE || isForServers(rule) ? THROUGH : 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void keyOfOneScope_getsThroughWithTheScope(String id, Operation operation, Rule rule) {
    for (Scope scope : List.of(Scope.SUBMIT, Scope.READ)) {
      HttpRequest.Builder request =
          request(operation).header("Authorization", "Bearer " + ApiFixture.keyOf(scope));
      boolean may =
          rule.subject() == Subject.NONE || (isForServers(rule) && rule.scopes().contains(scope));

      assertThat(status(request)).as(scope.key()).isEqualTo(may ? THROUGH : 403);
    }
  }

  private static boolean isForServers(Rule rule) {
    return !rule.scopes().isEmpty() && !rule.browsers();
  }

  @Test
  void browsers_mayHandCommentsInAndAskForANudge_andNothingElse() {
    assertThat(
            operations()
                .filter(operation -> requireNonNull((Rule) operation.get()[2]).browsers())
                .map(operation -> operation.get()[0]))
        .containsExactlyInAnyOrder("submitComment", "nudgeComment");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void browsersKey_getsThroughWhereItMay_fromItsOriginOnly(
      String id, Operation operation, Rule rule) {
    boolean open = rule.subject() == Subject.NONE;

    assertThat(status(fromBrowser(operation, ApiFixture.ORIGIN)))
        .isEqualTo(open || rule.browsers() ? THROUGH : 403);
    for (String origin :
        List.of(
            "https://evil.example",
            ApiFixture.ORIGIN + ".evil.example",
            ApiFixture.ORIGIN + ":8443",
            ApiFixture.ORIGIN.toUpperCase(Locale.ROOT),
            "null")) {
      assertThat(status(fromBrowser(operation, origin))).isEqualTo(open ? THROUGH : 403);
    }
  }

  private HttpRequest.Builder fromBrowser(Operation operation, String origin) {
    return request(operation)
        .header("Authorization", "Bearer " + ApiFixture.BROWSER_KEY)
        .header("Origin", origin);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void preflight_isAnsweredWhereBrowsersMay_forOriginsThatAKeyNames(
      String id, Operation operation, Rule rule) {
    Answer allowed = api.sendUnchecked(preflight(operation, ApiFixture.ORIGIN));
    Answer refused = api.sendUnchecked(preflight(operation, "https://evil.example"));

    assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
    if (rule.browsers()) {
      assertThat(allowed.status()).isEqualTo(204);
      assertThat(allowed.header("access-control-allow-origin")).isEqualTo(ApiFixture.ORIGIN);
      assertThat(allowed.header("access-control-allow-methods"))
          .isEqualTo(operation.getHttpMethod().name());
      assertThat(allowed.header("access-control-allow-headers")).contains("authorization");
      assertThat(allowed.headers()).doesNotContainKey("access-control-allow-credentials");
      assertThat(allowed.header("vary")).isEqualTo("Origin");
      assertThat(refused.status()).isEqualTo(403);
    } else {
      assertThat(allowed.headers()).doesNotContainKey("access-control-allow-origin");
    }
  }

  private HttpRequest.Builder preflight(Operation operation, String origin) {
    return api.bare(operation.getOpenAPIPath().replaceAll("\\{\\w+}", "x"))
        .header("Origin", origin)
        .header("Access-Control-Request-Method", operation.getHttpMethod().name())
        .method("OPTIONS", BodyPublishers.noBody());
  }

  @Test
  void answerToABrowser_mayBeReadByThePagesOfTheOriginOnly() {
    HttpRequest.Builder request =
        api.bare("/v1/comments:submit")
            .header("Authorization", "Bearer " + ApiFixture.BROWSER_KEY)
            .header("Origin", ApiFixture.ORIGIN)
            .POST(BodyPublishers.noBody());

    Answer answer = api.sendUnchecked(request);

    assertThat(answer.header("access-control-allow-origin")).isEqualTo(ApiFixture.ORIGIN);
    assertThat(answer.header("vary")).isEqualTo("Origin");
    Answer toServer =
        api.sendUnchecked(
            api.request("/v1/comments")
                .header("Origin", ApiFixture.ORIGIN)
                .POST(BodyPublishers.noBody()));
    assertThat(toServer.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void keyThatIsDisabledOrHasExpired_is401() {
    for (String key : List.of(ApiFixture.DISABLED_KEY, ApiFixture.EXPIRED_KEY)) {
      Answer answer =
          api.sendUnchecked(api.bare("/v1/queue").header("Authorization", "Bearer " + key));
      assertThat(answer.status()).isEqualTo(401);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("operationsByRole")
  void person_getsThroughWithTheRole(String id, Role role, Operation operation, Rule rule) {
    boolean may =
        rule.subject() == Subject.NONE || (rule.role() != null && role.atLeast(rule.role()));

    assertThat(status(signedIn(operation, signedInAs(role)).header("X-Site", "demo")))
        .isEqualTo(may ? THROUGH : 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void adminOfAnotherSite_getsThroughWhereItIsAboutNoSite(
      String id, Operation operation, Rule rule) {
    SignedIn admin = api.people.signIn(Role.ADMIN, "other");
    boolean may = Set.of(Subject.NONE, Subject.SELF, Subject.SITES).contains(rule.subject());

    assertThat(status(signedIn(operation, admin).header("X-Site", "demo")))
        .isEqualTo(may ? THROUGH : 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void sessionWithoutCsrfToken_getsThroughOnlyWhereNothingChanges(
      String id, Operation operation, Rule rule) {
    SignedIn admin = signedInAs(Role.ADMIN);
    HttpRequest.Builder request =
        request(operation).header("Cookie", "rg_session=" + admin.token()).header("X-Site", "demo");
    boolean may =
        rule.subject() == Subject.NONE
            || (rule.role() != null && operation.getHttpMethod().name().equals("GET"));

    assertThat(status(request)).isEqualTo(may ? THROUGH : 403);
  }

  @Test
  void site_leftOut_isTheOnlyOne() {
    SignedIn person = api.people.signIn(Role.VIEWER, "other");

    assertThat(get("/v1/queue", person).status()).isEqualTo(THROUGH);
  }

  @Test
  void site_leftOutBySomebodyWithSeveral_is422() {
    Answer answer = get("/v1/queue", signedInAs(Role.VIEWER));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).containsKey("X-Site");
  }

  @Test
  void site_asParameter_isTaken_unknownOneIsRefusedAsAForeignOne() {
    SignedIn everybody = signedInAs(Role.VIEWER);
    SignedIn one = api.people.signIn(Role.VIEWER, "other");

    assertThat(get("/v1/events?site=demo", everybody).status()).isEqualTo(THROUGH);
    Answer unknown = get("/v1/events?site=nowhere", everybody);
    Answer foreign = get("/v1/events?site=demo", one);
    assertThat(unknown.status()).isEqualTo(403);
    assertThat(foreign.json().getString("detail")).isEqualTo(unknown.json().getString("detail"));
  }

  @Test
  void key_outranksTheCookie() {
    HttpRequest.Builder request =
        api.bare("/v1/users")
            .header("Authorization", "Bearer " + ApiFixture.DEMO_KEY)
            .header("Cookie", "rg_session=" + signedInAs(Role.ADMIN).token());

    assertThat(api.send(request).status()).isEqualTo(403);
  }

  @Test
  void sessionThatHasEnded_is401() {
    Answer answer = api.send(api.bare("/v1/queue").header("Cookie", "rg_session=gone"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().getString("detail")).contains("session");
  }

  private Answer get(String path, SignedIn person) {
    return api.sendUnchecked(api.bare(path).header("Cookie", "rg_session=" + person.token()));
  }

  private HttpRequest.Builder signedIn(Operation operation, SignedIn person) {
    return request(operation)
        .header("Cookie", "rg_session=" + person.token())
        .header("X-CSRF-Token", person.csrfToken());
  }

  private HttpRequest.Builder request(Operation operation) {
    return api.bare(operation.getOpenAPIPath().replaceAll("\\{\\w+}", "x"))
        .method(operation.getHttpMethod().name(), BodyPublishers.noBody());
  }

  private SignedIn signedInAs(Role role) {
    return requireNonNull(everywhere.get(role));
  }

  private int status(HttpRequest.Builder request) {
    return api.sendUnchecked(request).status();
  }
}
