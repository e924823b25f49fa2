package dev.replyguard.http;

import java.io.Serial;

/**
 * Ends a request with a problem document; the caller's fault or a passing one, so no stack trace.
 */
public class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the request with {@code problem}. */
  public ProblemException(Problem problem) {
    super(problem.type().key() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Ends the request with a problem that is not about fields. */
  public ProblemException(ProblemType type, String detail) {
    this(Problem.of(type, detail));
  }

  /** What the caller is told. */
  public final Problem problem() {
    return problem;
  }
}
