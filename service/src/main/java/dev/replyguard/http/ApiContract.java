package dev.replyguard.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The API's contract, {@code openapi.yaml}: as it is published, and the operations that the router
 * is built from. That the document is one of OpenAPI, and that the answers are as it has them, is
 * for the tests: checking it takes a good part of a second and several megabytes, at each start.
 *
 * @param source the document itself
 * @param operations those of paths without parameters before all others, which is the order in
 *     which a request is held against them
 */
public record ApiContract(Buffer source, List<ContractOperation> operations) {
  private static final String DOCUMENT = "/openapi.yaml";
  // The same as JSON, made by the build.
  private static final String AS_JSON = "/openapi.json";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** A contract of these. */
  public ApiContract {
    operations = List.copyOf(operations);
  }

  /** Reads the contract that the service comes with. */
  public static Future<ApiContract> load(Vertx vertx) {
    // Typed as if a task could give null, which only compilers newer than JDK 17's can see.
    return vertx
        .executeBlocking(ApiContract::read, false)
        .map(contract -> Objects.requireNonNull(contract));
  }

  /** The methods that the path takes, in no order; empty where the contract has no such path. */
  List<HttpMethod> methodsOf(String urlPath) {
    return operations.stream()
        .filter(operation -> operation.takes(urlPath))
        .findFirst()
        .map(first -> methodsOf(first))
        .orElse(List.of());
  }

  private List<HttpMethod> methodsOf(ContractOperation sample) {
    return operations.stream()
        .filter(operation -> operation.path().equals(sample.path()))
        .map(ContractOperation::method)
        .toList();
  }

  private static ApiContract read() throws IOException {
    return new ApiContract(resource(DOCUMENT), operationsOf(new JsonObject(resource(AS_JSON))));
  }

  private static List<ContractOperation> operationsOf(JsonObject document) {
    JsonObject paths = document.getJsonObject("paths");
    List<ContractOperation> operations = new ArrayList<>();
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          operations.add(
              new ContractOperation(
                  item.getJsonObject(method).getString("operationId"),
                  HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                  path));
        }
      }
    }
    operations.sort(
        Comparator.comparing(ContractOperation::hasParameters)
            .thenComparing(ContractOperation::path));
    return operations;
  }

  private static Buffer resource(String name) throws IOException {
    try (InputStream in = ApiContract.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    }
  }
}
