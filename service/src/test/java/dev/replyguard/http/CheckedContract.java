package dev.replyguard.http;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The contract as Vert.x reads it: held to OpenAPI's own schema, and resolved, so that documents
 * can be held to its schemas. That takes a while, so all tests of a process have one.
 */
public final class CheckedContract {
  static final Path SOURCE = Path.of("src/main/resources/openapi.yaml");

  private CheckedContract() {}

  // Loaded by the first test that asks.
  private static final class Loaded {
    private static final OpenAPIContract CONTRACT = load();
  }

  /** The contract; not to be changed. */
  public static OpenAPIContract openApi() {
    return Loaded.CONTRACT;
  }

  /** The document as people write it, as JSON. */
  static JsonObject source() {
    try {
      return ContractAsJson.json(Files.readString(SOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OpenAPIContract load() {
    Vertx vertx = Vertx.vertx();
    try {
      return ApiFixture.await(OpenAPIContract.from(vertx, known(source())));
    } finally {
      ApiFixture.await(vertx.close());
    }
  }

  /**
   * Vert.x 5.0 does not know problem documents, event streams and exports, and refuses a contract
   * that has any: it sees JSON and text.
   */
  private static JsonObject known(JsonObject contract) {
    // A copy, as YAML's aliases make one object of what is written once.
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
