package dev.replyguard.http;

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
    Files.writeString(Path.of(files[1]), json(Files.readString(Path.of(files[0]))).encode());
  }

  /** The same document. */
  static JsonObject json(String yaml) {
    Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return new JsonObject(tree);
  }
}
