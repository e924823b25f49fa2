package dev.replyguard.http;

import static dev.replyguard.http.ApiFixture.await;
import static java.util.Objects.requireNonNull;

import dev.replyguard.http.ApiFixture.Answer;
import io.vertx.core.Vertx;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;

/** Holds answers to the contract. */
final class ContractCheck {
  private final OpenAPIContract contract = CheckedContract.openApi();
  private final ResponseValidator validator;

  ContractCheck(Vertx vertx) {
    this.validator = ResponseValidator.create(vertx, contract);
  }

  /** Fails unless the contract says that this may be answered to the request. */
  void answer(HttpRequest request, Answer answer) {
    var operation =
        contract.findOperation(
            request.uri().getRawPath(), io.vertx.core.http.HttpMethod.valueOf(request.method()));
    if (operation != null) {
      answer(operation.getOperationId(), answer);
    } else if (answer.status() >= 400) {
      problem(answer);
    }
  }

  /** Fails unless the answer is a problem document; for errors that belong to no operation. */
  void problem(Answer answer) {
    if (!Problem.MEDIA_TYPE.equals(answer.header("content-type"))) {
      throw new AssertionError(Problem.MEDIA_TYPE + " expected, got " + answer);
    }
    JsonSchema schema =
        requireNonNull(
                requireNonNull(contract.operation("scoreTexts"))
                    .getResponse(500)
                    .getContent()
                    .get("application/json"))
            .getSchema();
    OutputUnit result = contract.getSchemaRepository().validator(schema).validate(answer.json());
    if (!Boolean.TRUE.equals(result.getValid())) {
      throw new AssertionError(result.getErrors() + " in " + answer);
    }
  }

  /** Fails unless the contract says that the operation may answer so. */
  void answer(String operationId, Answer answer) {
    Map<String, String> headers = new HashMap<>();
    // Vert.x decodes a header's value as JSON, without escaping the quotes in it.
    answer
        .headers()
        .forEach((name, value) -> headers.put(canonical(name), value.replace('"', '\'')));
    if (answer.status() == 204 || answer.status() == 302) {
      if (!answer.body().isEmpty()) {
        throw new AssertionError("no body expected, got " + answer);
      }
      return;
    }
    if (operationId.startsWith("export") && answer.status() == 200) {
      // Neither lines of JSON nor CSV have a schema.
      return;
    }
    // Vert.x knows problem documents as JSON only; that they are declared rightly is checked here.
    String expected = answer.status() < 400 ? "application/json" : Problem.MEDIA_TYPE;
    if (!expected.equals(answer.header("content-type"))) {
      throw new AssertionError(expected + " expected, got " + answer);
    }
    await(
        validator.validate(
            ValidatableResponse.create(
                answer.status(),
                headers,
                io.vertx.core.buffer.Buffer.buffer(answer.body()),
                "application/json"),
            operationId));
  }

  private static String canonical(String name) {
    return switch (name) {
      case "x-request-id" -> "X-Request-Id";
      case "retry-after" -> "Retry-After";
      case "www-authenticate" -> "WWW-Authenticate";
      case "ratelimit" -> "RateLimit";
      case "ratelimit-policy" -> "RateLimit-Policy";
      default -> name;
    };
  }
}
