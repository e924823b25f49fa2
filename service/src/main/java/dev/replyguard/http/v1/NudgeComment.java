package dev.replyguard.http.v1;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.Parent;
import dev.replyguard.http.RequestState;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/comments:nudge}: what of a draft its author should look at once more. */
final class NudgeComment implements Handler<RoutingContext> {
  private static final List<String> REQUIRED = List.of("text");
  private static final String DRAFT = "draft";

  private final Function<Comment, Future<Judgement>> preview;
  private final FormMetrics metrics;
  private final Clock clock;

  NudgeComment(Function<Comment, Future<Judgement>> preview, FormMetrics metrics, Clock clock) {
    this.preview = preview;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    Draft draft = decode(Exchanges.body(context));
    Comment comment =
        new Comment(
            RequestState.of(context).site().id(),
            DRAFT,
            draft.text(),
            Author.UNKNOWN,
            Article.UNKNOWN,
            Parent.NONE,
            clock.instant(),
            draft.language());
    Future<Optional<Nudge>> nudge =
        preview.apply(comment).map(judgement -> Nudge.of(judgement.decision()));
    Exchanges.answer(
        context,
        nudge.onSuccess(found -> metrics.nudged(found.isPresent())).map(FormEncoder::encode));
  }

  record Draft(String text, @Nullable String language) {}

  /**
   * Reads the body.
   *
   * @throws dev.replyguard.http.ProblemException when it is not as the contract says, naming every
   *     field that is wrong
   */
  static Draft decode(Buffer body) {
    return DocumentReader.read(body, in -> new Decoder(in).draft());
  }

  private static final class Decoder {
    private final DocumentReader in;
    private @Nullable String text;
    private @Nullable String language;

    Decoder(DocumentReader in) {
      this.in = in;
    }

    @Nullable Draft draft() throws IOException {
      in.object("", REQUIRED, this::field);
      return text == null ? null : new Draft(text, language);
    }

    private boolean field(String name) throws IOException {
      switch (name) {
        case "text" -> text = in.string("", name, StringRule.TEXT);
        case "language" -> language = in.string("", name, StringRule.LANGUAGE);
        default -> {
          return false;
        }
      }
      return true;
    }
  }
}
