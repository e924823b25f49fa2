package dev.replyguard.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract of what is answered in other words than the service's own. */
public final class OtherProtocols {
  private OtherProtocols() {}

  /** The statuses that a call is answered with. */
  static Set<String> statuses(String path, String method) {
    return part("paths", path, method, "responses").keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  /** The names of the fields of a schema. */
  public static Set<String> fields(String schema) {
    return part("components", "schemas", schema, "properties").keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  private static Map<?, ?> part(String... path) {
    Map<?, ?> part = load();
    for (String name : path) {
      part = (Map<?, ?>) requireNonNull(part.get(name), name);
    }
    return part;
  }

  private static Map<?, ?> load() {
    try (InputStream in =
        requireNonNull(OtherProtocols.class.getResourceAsStream("/protocols.yaml"))) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
