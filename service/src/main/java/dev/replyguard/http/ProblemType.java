package dev.replyguard.http;

/** Every kind of error the API answers with. */
public enum ProblemType {
  MALFORMED_REQUEST("malformed-request", 400, "Malformed request"),
  MALFORMED_BODY("malformed-body", 400, "Malformed body"),
  UNAUTHORIZED("unauthorized", 401, "Unauthorized"),
  FORBIDDEN("forbidden", 403, "Forbidden"),
  NOT_FOUND("not-found", 404, "Not found"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
  CONFLICT("conflict", 409, "Conflict"),
  BODY_TIMEOUT("body-timeout", 408, "Body not finished in time"),
  BODY_TOO_LARGE("body-too-large", 413, "Body too large"),
  URI_TOO_LONG("uri-too-long", 414, "Request line too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
  EXPECTATION_FAILED("expectation-failed", 417, "Expectation failed"),
  INVALID_REQUEST("invalid-request", 422, "Invalid request"),
  QUOTA_EXCEEDED("quota-exceeded", 429, "Quota exceeded"),
  TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "Headers too large"),
  INTERNAL_ERROR("internal-error", 500, "Internal error"),
  OVERLOADED("overloaded", 503, "Overloaded"),
  STORE_UNAVAILABLE("store-unavailable", 503, "Store unavailable");

  private final String key;
  private final int status;
  private final String title;

  ProblemType(String key, int status, String title) {
    this.key = key;
    this.status = status;
    this.title = title;
  }

  /** The stable name, in metrics and at the end of the {@link #urn()}. */
  public String key() {
    return key;
  }

  /** The URN that clients test for. */
  public String urn() {
    return "urn:replyguard:problem:" + key;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** The kind in words. */
  public String title() {
    return title;
  }
}
