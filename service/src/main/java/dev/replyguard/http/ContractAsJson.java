package dev.replyguard.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A step of the build, not of the service: writes the contract, which people write in YAML, as the
 * JSON that {@link ApiContract} reads at each start.
 */
public final class ContractAsJson {
  private ContractAsJson() {}

  /**
   * Reads the first file and writes the second.
   *
   * @throws IOException where that cannot be
   */
  public static void main(String... files) throws IOException {
    // By Jackson alone: classes of Vert.x would write to the build's log.
    Map<String, Object> tree = tree(Files.readString(Path.of(files[0])));
    new ObjectMapper().writeValue(Path.of(files[1]).toFile(), tree);
  }

  /** The same document. */
  static JsonObject json(String yaml) {
    return new JsonObject(tree(yaml));
  }

  private static Map<String, Object> tree(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }
}
