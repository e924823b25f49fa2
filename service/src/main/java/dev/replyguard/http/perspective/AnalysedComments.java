package dev.replyguard.http.perspective;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Ruling.Means;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.review.ReviewService;
import dev.replyguard.review.RulingDraft;
import dev.replyguard.store.CommentStore;
import dev.replyguard.store.KeyedHash;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Analysed texts as comments of the service. The protocol has no comments, only texts: a comment is
 * named by the caller's identifier where there is one, else by its text.
 */
public final class AnalysedComments {
  private final Function<Comment, Future<Judgement>> judge;
  private final CommentStore comments;
  private final ReviewService review;
  private final KeyedHash hash;
  private final InstantSource clock;

  /**
   * Over its collaborators.
   *
   * @param judge judges a comment and records it
   * @param comments where it is found again
   * @param review where it is decided
   * @param hash names texts
   */
  public AnalysedComments(
      Function<Comment, Future<Judgement>> judge,
      CommentStore comments,
      ReviewService review,
      KeyedHash hash,
      InstantSource clock) {
    this.judge = judge;
    this.comments = comments;
    this.review = review;
    this.hash = hash;
    this.clock = clock;
  }

  /**
   * A text that was analysed, or that somebody says something about.
   *
   * @param text the text
   * @param clientToken the caller's name for the call, or null
   * @param context what is known of its surroundings
   * @param languages as given
   */
  record Analysed(
      String text, @Nullable String clientToken, CommentContext context, List<String> languages) {}

  /** Judges and records it; completes with whether that could be stored. */
  Future<Boolean> record(String site, Analysed analysed) {
    String given = givenId(analysed);
    String id = given == null ? textId(site, analysed) : given;
    return judge.apply(comment(site, id, analysed)).map(Judgement::recorded);
  }

  /** Decides it, having recorded it first where it is not known; fails where that is not stored. */
  Future<Void> decide(String site, Analysed analysed, RulingDraft draft) {
    return id(site, analysed)
        .compose(
            id ->
                judge
                    .apply(comment(site, id, analysed))
                    .compose(
                        judgement ->
                            judgement.recorded()
                                ? review.decide(site, id, draft, Means.SITE)
                                : notStored()))
        .mapEmpty();
  }

  private static <T> Future<T> notStored() {
    return Future.failedFuture(
        new ProblemException(
            Problem.of(
                ProblemType.STORE_UNAVAILABLE, "the store cannot be reached; ask again later")));
  }

  /** The caller's name for it, unless the text has been recorded without one. */
  private Future<String> id(String site, Analysed analysed) {
    String byText = textId(site, analysed);
    String given = givenId(analysed);
    return given == null
        ? Future.succeededFuture(byText)
        : comments.find(site, byText).map(found -> found.isPresent() ? byText : given);
  }

  private static @Nullable String givenId(Analysed analysed) {
    String told = analysed.context().commentId();
    return told == null ? CommentContext.identifier(analysed.clientToken()) : told;
  }

  private String textId(String site, Analysed analysed) {
    return "text-" + hash.hex("perspective", site, analysed.text());
  }

  private Comment comment(String site, String id, Analysed analysed) {
    CommentContext context = analysed.context();
    return new Comment(
        site,
        id,
        analysed.text(),
        Author.UNKNOWN,
        new Article(null, context.url(), null),
        new Parent(context.parentId(), context.parentText()),
        clock.instant(),
        analysed.languages().isEmpty() ? null : analysed.languages().get(0),
        Form.UNKNOWN);
  }
}
