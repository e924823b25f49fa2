package dev.replyguard.http.v1;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.http.ClientAddresses;
import dev.replyguard.http.RequestState;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes in comments that browsers send, of which only the words are believed: the author's address
 * is the connection's, and the comment's id is made here.
 *
 * <p>The id is a keyed hash of the submission's own id, which only its author's browser knows: so
 * sending it again is the same comment, and nobody can rewrite a comment whose id he has seen.
 * Where the submission has none, who sends the same words about the same article from the same
 * address sends the same comment. Safe for use by every event loop.
 */
public final class Submissions {
  private static final int MAX_USER_AGENT = 2048;

  private final Function<Comment, Future<Judgement>> judge;
  private final KeyedHash hash;
  private final ClientAddresses addresses;
  private final FormMetrics metrics;
  private final Clock clock;

  /**
   * Takes nothing yet.
   *
   * @param judge judges a comment and records it
   * @param hash names comments
   * @param addresses tells where requests come from
   */
  public Submissions(
      Function<Comment, Future<Judgement>> judge,
      KeyedHash hash,
      ClientAddresses addresses,
      FormMetrics metrics,
      Clock clock) {
    this.judge = judge;
    this.hash = hash;
    this.addresses = addresses;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Judges and records the comment for the site that the request is about.
   *
   * @param json as the contract's {@code Submission} has it
   * @throws dev.replyguard.http.ProblemException when it is not so, naming every field that is
   *     wrong
   */
  public Future<Submitted> submit(RoutingContext context, Buffer json) {
    CommentRequest request = CommentDecoder.decodeSubmission(json);
    return judge
        .apply(comment(RequestState.of(context).site().id(), request, context))
        .map(Submitted::of)
        .onSuccess(metrics::submitted);
  }

  private Comment comment(String site, CommentRequest request, RoutingContext context) {
    Author author = request.author();
    @Nullable String ip = addresses.addressOf(context.request()).orElse(null);
    return new Comment(
        site,
        id(site, request, addresses.callerOf(context.request())),
        request.text(),
        new Author(null, author.name(), author.email(), author.url(), ip, userAgent(context)),
        request.article(),
        request.parent(),
        clock.instant(),
        request.language(),
        request.form());
  }

  private String id(String site, CommentRequest request, String caller) {
    if (request.id() != null) {
      return hash.hex("submission", site, request.id());
    }
    return hash.hex(
        "submission without id",
        site,
        caller,
        known(request.author().name()),
        known(request.author().email()),
        known(request.article().id()),
        known(request.article().url()),
        known(request.parent().id()),
        request.text());
  }

  private static String known(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static @Nullable String userAgent(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.USER_AGENT);
    return header == null || header.length() <= MAX_USER_AGENT
        ? header
        : header.substring(0, MAX_USER_AGENT);
  }
}
