package dev.replyguard.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.pipeline.SiteDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractTest {
  private final Vertx vertx = Vertx.vertx();
  private final ApiContract contract = ApiFixture.await(ApiContract.load(vertx));
  private final OpenAPIContract openApi = CheckedContract.openApi();

  @AfterAll
  void close() {
    ApiFixture.await(vertx.close());
  }

  @Test
  void operationsOfTheService_areThoseOfTheContract() {
    List<ContractOperation> expected =
        openApi.operations().stream()
            .map(
                operation ->
                    new ContractOperation(
                        operation.getOperationId(),
                        operation.getHttpMethod(),
                        operation.getOpenAPIPath()))
            .toList();

    assertThat(contract.operations()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void methodsOfAPath_areThoseOfTheContract() {
    List<String> asked =
        openApi.getPaths().stream()
            .map(path -> path.getName().replaceAll("\\{\\w+}", "x"))
            .flatMap(path -> Stream.of(path, path + "/", path + "/x", path + ":x"))
            .toList();

    assertThat(asked)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            path -> {
              Path found = openApi.findPath(path);
              assertThat(contract.methodsOf(path))
                  .as(path)
                  .containsExactlyInAnyOrderElementsOf(
                      found == null
                          ? List.of()
                          : found.getOperations().stream().map(Operation::getHttpMethod).toList());
            });
  }

  @Test
  void paths_areAskedInAnOrderInWhichNoneHidesAnother() {
    List<ContractOperation> operations = contract.operations();
    for (int i = 0; i < operations.size(); i++) {
      ContractOperation later = operations.get(i);
      assertThat(operations.subList(0, i))
          .filteredOn(earlier -> !earlier.path().equals(later.path()))
          .noneMatch(earlier -> earlier.takes(later.path()));
    }
  }

  @Test
  void documentThatTheBuildMade_isTheOneThatPeopleWrite() throws IOException {
    try (var in = requireNonNull(ApiContract.class.getResourceAsStream("/openapi.json"))) {
      assertThat(new JsonObject(Buffer.buffer(in.readAllBytes())))
          .isEqualTo(CheckedContract.source());
    }
    assertThat(contract.source().toString()).isEqualTo(Files.readString(CheckedContract.SOURCE));
  }

  @Test
  void operationOfTheContractWithoutCode_stopsTheStart() {
    assertThatThrownBy(() -> router(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("operations: those of the contract expected, [")
        .hasMessageContaining("judgeComment, ")
        .hasMessageEndingWith(", got []");
  }

  @Test
  void operationOfTheCodeOutsideTheContract_stopsTheStart() {
    List<ApiOperation> operations =
        Stream.concat(
                contract.operations().stream().map(ContractOperation::id),
                Stream.of("deleteEverything"))
            .map(id -> new ApiOperation(id, 0, context -> {}))
            .toList();

    assertThatThrownBy(() -> router(operations)).hasMessageContaining("deleteEverything");
  }

  @Test
  void everyOperation_asksForTheCallersThatTheTableLetsIn() {
    assertThat(openApi.operations())
        .allSatisfy(
            operation -> {
              var rule = OperationAccess.of(operation.getOperationId()).orElseThrow();
              List<String> callers = new ArrayList<>();
              if (!rule.scopes().isEmpty()) {
                callers.add("siteKey");
              }
              if (rule.role() != null) {
                callers.add("session");
              }
              assertThat(
                      operation.getSecurityRequirements().stream()
                          .flatMap(requirement -> requirement.getNames().stream()))
                  .as(operation.getOperationId())
                  .containsExactlyElementsOf(callers);
              assertThat(operation.getResponse(403) == null)
                  .as("%s tells of 403", operation.getOperationId())
                  .isEqualTo(
                      rule.subject() == OperationAccess.Subject.NONE
                          && !operation.getOperationId().equals("completeSetup"));
            });
  }

  @Test
  void everyExample_fitsItsSchema() {
    List<String> checked = new ArrayList<>();
    for (Operation operation : openApi.operations()) {
      if (operation.getRequestBody() != null) {
        checkExamples(operation.getOperationId(), operation.getRequestBody().getContent(), checked);
      }
      for (int status :
          new int[] {200, 201, 400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 503}) {
        var response = operation.getResponse(status);
        if (response != null) {
          checkExamples(operation.getOperationId() + " " + status, response.getContent(), checked);
        }
      }
    }
    assertThat(checked).hasSizeGreaterThan(20);
  }

  @Test
  void everyProblemInTheContract_isOneOfOurs() {
    JsonObject responses =
        openApi.getRawContract().getJsonObject("components").getJsonObject("responses");
    List<String> names =
        responses.fieldNames().stream()
            .filter(name -> !name.startsWith("__"))
            .filter(name -> !Set.of("SentOn", "SignedIn", "UserStored").contains(name))
            .toList();

    assertThat(names)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            name -> {
              JsonObject example =
                  responses
                      .getJsonObject(name)
                      .getJsonObject("content")
                      .getJsonObject("application/json")
                      .getJsonObject("example");
              ProblemType type =
                  Arrays.stream(ProblemType.values())
                      .filter(candidate -> candidate.urn().equals(example.getString("type")))
                      .findFirst()
                      .orElseThrow();
              assertThat(example.getString("title")).isEqualTo(type.title());
              assertThat(example.getInteger("status")).isEqualTo(type.status());
            });
  }

  private void checkExamples(String where, Map<String, MediaType> content, List<String> checked) {
    for (MediaType mediaType : content.values()) {
      JsonObject model = mediaType.getOpenAPIModel();
      if (model.containsKey("example")) {
        check(where, mediaType.getSchema(), model.getValue("example"), checked);
      }
      JsonObject examples = model.getJsonObject("examples", new JsonObject());
      for (String name : examples.fieldNames()) {
        if (!name.startsWith("__")) {
          check(
              where + " " + name,
              mediaType.getSchema(),
              examples.getJsonObject(name).getValue("value"),
              checked);
        }
      }
    }
  }

  private void check(String where, JsonSchema schema, Object example, List<String> checked) {
    OutputUnit result =
        openApi.getSchemaRepository().validator(schema).validate(withoutAnnotations(example));
    assertThat(result.getValid()).as("%s: %s", where, result.getErrors()).isTrue();
    checked.add(where);
  }

  /** Vert.x leaves notes of its own in the contract it has resolved. */
  private static Object withoutAnnotations(Object value) {
    if (value instanceof JsonObject object) {
      JsonObject plain = new JsonObject();
      object.stream()
          .filter(entry -> !entry.getKey().startsWith("__"))
          .forEach(entry -> plain.put(entry.getKey(), withoutAnnotations(entry.getValue())));
      return plain;
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(array.stream().map(ApiContractTest::withoutAnnotations).toList());
    }
    return value;
  }

  private ApiRouter router(List<ApiOperation> operations) {
    HttpMetrics metrics =
        new HttpMetrics(new SimpleMeterRegistry(), new Admission(1), new Admission(1));
    return new ApiRouter(
        contract,
        operations,
        new RequestEntry(
            new RequestIds(TimeOrderedIds.seededBySystem(Clock.systemUTC())),
            new Admission(1),
            metrics,
            ApiFixture.PATIENCE),
        rule -> List.of(),
        List.of(),
        new ProtocolRouter(
            new SiteDirectory(ApiFixture.twoSites()), context -> {}, metrics, ApiFixture.PATIENCE),
        new ProblemHandler(metrics),
        ApiFixture.PATIENCE);
  }
}
