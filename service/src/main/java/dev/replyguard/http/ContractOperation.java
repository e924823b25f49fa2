package dev.replyguard.http;

import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/**
 * An operation as the contract has it: what the router has to know of it.
 *
 * @param id its {@code operationId}
 * @param path with its parameters in braces, as in {@code /v1/comments/{id}}
 */
record ContractOperation(String id, HttpMethod method, String path) {
  private static final String VERB = ":";
  private static final Pattern PARAMETER = Pattern.compile("\\{(.*?)}");

  /**
   * Whether it is one such as {@code /v1/policy:validate}: Vert.x takes what follows a colon for
   * the name of a parameter.
   */
  boolean isVerb() {
    return path.contains(VERB);
  }

  boolean hasParameters() {
    return path.contains("{");
  }

  /** The path as Vert.x writes it, {@code /v1/comments/:id}; of one that is no verb. */
  String routePath() {
    return PARAMETER.matcher(path).replaceAll(":$1");
  }

  /** Whether a request for that path may be one for this operation, its method aside. */
  boolean takes(String urlPath) {
    if (!hasParameters()) {
      return path.equals(urlPath);
    }
    // Slashes at the end make no segment.
    String[] own = path.split("/", 0);
    String[] asked = urlPath.split("/", 0);
    if (own.length != asked.length) {
      return false;
    }
    for (int i = 0; i < own.length; i++) {
      if (!own[i].contains("{") && !own[i].equals(asked[i])) {
        return false;
      }
    }
    return true;
  }
}
