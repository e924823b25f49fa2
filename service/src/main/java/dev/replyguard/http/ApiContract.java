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
 * @param openApi what the router is built from
 */
public record ApiContract(Buffer source, OpenAPIContract openApi) {
  private static final String RESOURCE = "/openapi.yaml";

  /** Reads and checks the contract that the service comes with. */
  public static Future<ApiContract> load(Vertx vertx) {
    return vertx
        .executeBlocking(ApiContract::read, false)
        .compose(
            source ->
                OpenAPIContract.from(vertx, forRouter(source))
                    .map(openApi -> new ApiContract(source, openApi)));
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
   * Vert.x 5.0 does not know problem documents and event streams, and refuses a contract that has
   * any: it sees JSON and text.
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
    rename(
        paths
            .getJsonObject("/v1/events")
            .getJsonObject("get")
            .getJsonObject("responses")
            .getJsonObject("200"),
        "text/event-stream",
        "text/plain");
    return contract.put("paths", paths);
  }

  private static void rename(JsonObject response, String mediaType, String known) {
    JsonObject content = response.getJsonObject("content");
    content.put(known, content.remove(mediaType));
  }
}
