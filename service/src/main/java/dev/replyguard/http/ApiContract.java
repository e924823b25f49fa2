package dev.replyguard.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's contract, {@code openapi.yaml}: as it is published, and as the router reads it.
 *
 * @param source the document itself
 * @param openApi all of it
 * @param resources all but the {@link #verbs()}, and but who may call
 */
public record ApiContract(Buffer source, OpenAPIContract openApi, OpenAPIContract resources) {
  private static final String VERB = ":";
  private static final String RESOURCE = "/openapi.yaml";

  /** Reads and checks the contract that the service comes with. */
  public static Future<ApiContract> load(Vertx vertx) {
    return vertx
        .executeBlocking(ApiContract::read, false)
        .compose(
            source ->
                OpenAPIContract.from(vertx, forRouter(source))
                    .compose(
                        openApi ->
                            OpenAPIContract.from(vertx, routed(forRouter(source)))
                                .map(rest -> new ApiContract(source, openApi, rest))));
  }

  /**
   * Operations such as {@code /v1/policy:validate}: Vert.x takes what follows a colon for the name
   * of a parameter, so the router is told of them apart.
   */
  List<Operation> verbs() {
    return openApi.operations().stream()
        .filter(operation -> operation.getOpenAPIPath().contains(VERB))
        .toList();
  }

  /** The methods that the path takes, in no order; empty where the contract has no such path. */
  List<HttpMethod> methodsOf(String urlPath) {
    Path path = openApi.findPath(urlPath);
    return path == null
        ? List.of()
        : path.getOperations().stream().map(Operation::getHttpMethod).toList();
  }

  private static Buffer read() throws IOException {
    try (InputStream in = ApiContract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      return Buffer.buffer(in.readAllBytes());
    }
  }

  /**
   * Without the verbs, and without who may call: Vert.x would look for handlers of its own, and
   * refuse where there are none.
   */
  private static JsonObject routed(JsonObject contract) {
    contract.remove("security");
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        if (item.getValue(method) instanceof JsonObject operation) {
          operation.remove("security");
        }
      }
    }
    List.copyOf(paths.fieldNames()).stream()
        .filter(path -> path.contains(VERB))
        .forEach(paths::remove);
    return contract;
  }

  /**
   * Vert.x 5.0 does not know problem documents, event streams and exports, and refuses a contract
   * that has any: it sees JSON and text.
   */
  private static JsonObject forRouter(Buffer source) {
    Map<String, Object> yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(source.toString(StandardCharsets.UTF_8));
    JsonObject contract = new JsonObject(yaml);
    JsonObject responses = contract.getJsonObject("components").getJsonObject("responses").copy();
    for (String name : responses.fieldNames()) {
      rename(responses.getJsonObject(name), Problem.MEDIA_TYPE, "application/json");
    }
    contract.getJsonObject("components").put("responses", responses);
    JsonObject paths = contract.getJsonObject("paths").copy();
    rename(answer(paths, "/v1/events"), "text/event-stream", "text/plain");
    for (String path : List.of("/v1/audit", "/v1/administration/audit")) {
      JsonObject export = answer(paths, path);
      rename(export, "application/x-ndjson", "text/plain");
      export.getJsonObject("content").remove("text/csv");
    }
    return contract.put("paths", paths);
  }

  private static JsonObject answer(JsonObject paths, String path) {
    return paths
        .getJsonObject(path)
        .getJsonObject("get")
        .getJsonObject("responses")
        .getJsonObject("200");
  }

  private static void rename(JsonObject response, String mediaType, String known) {
    JsonObject content = response.getJsonObject("content");
    if (content != null && content.containsKey(mediaType)) {
      content.put(known, content.remove(mediaType));
    }
  }
}
