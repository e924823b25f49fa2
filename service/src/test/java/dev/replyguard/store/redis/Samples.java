package dev.replyguard.store.redis;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Assessment;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Evidence;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.domain.SimHasher;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.CacheKey;
import dev.replyguard.store.Recording;
import dev.replyguard.store.Terms;
import dev.replyguard.store.TextTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Comments and decisions to store. */
final class Samples {
  static final String SITE = "demo";
  static final Instant WRITTEN = Instant.parse("2026-11-21T10:15:30.123456789Z");
  static final Instant DECIDED = Instant.parse("2026-11-22T08:00:00.5Z");

  /** Nothing is drawn for the sample, and nothing withheld, so that a test knows what waits. */
  static final Terms UNMEASURED = terms(MemoryPolicy.DEFAULTS, 0);

  private Samples() {}

  static Terms terms(MemoryPolicy memory, double sampleShare) {
    return terms(memory, sampleShare, 0);
  }

  static Terms terms(MemoryPolicy memory, double sampleShare, double withheldShare) {
    return new Terms(memory, ReviewPolicy.DEFAULTS.measured(sampleShare, withheldShare));
  }

  /** What a text is recognised by, as far as it is long enough. */
  static TextTrace trace(String text) {
    boolean isLong = text.length() >= MemoryPolicy.DEFAULTS.minLength();
    return new TextTrace(
        text,
        String.format("%032x", text.hashCode() & 0xffffffffL),
        isLong ? SimHasher.of(text) : null);
  }

  static Comment comment(String id) {
    return comment(id, "a calm remark");
  }

  static Comment comment(String id, String text) {
    return new Comment(
        SITE,
        id,
        text,
        new Author(
            "author-7", "Ada", "Ada@Example.org", "https://ada.example", "192.0.2.7", "Browser/1"),
        new Article("article-1", "https://news.example/1", "A headline", "city", WRITTEN, true),
        new Parent("c0", "the remark before"),
        WRITTEN,
        "en",
        new Form(true, Duration.ofMillis(1_234)));
  }

  static Comment bareComment(String id, String text) {
    return new Comment(SITE, id, text, Author.UNKNOWN, Article.UNKNOWN, Parent.NONE, WRITTEN, null);
  }

  /** What is to be stored, with the assessment that the decision rests on. */
  static Recording recording(Comment comment, Decision decision, CacheKey key) {
    return new Recording(
        comment, decision, key, assessment(decision), trace(comment.text()), UNMEASURED, null);
  }

  static Assessment assessment(Decision decision) {
    return new Assessment(
        Objects.requireNonNull(decision.scores()),
        decision.detectedLanguage(),
        Map.of(
            Label.INSULT,
            new Evidence(List.of(new Match("remark", 7, 13)), List.of("2 links")),
            Label.SPAM,
            Evidence.NONE));
  }

  static Decision decision(Verdict verdict) {
    return decision(verdict, "model-1");
  }

  static Decision decision(Verdict verdict, String model) {
    return new Decision(
        verdict,
        Scores.of(0.1f, 0.2f, 0.3f, 0.987654f, 1e-7f, 0f, 1f, 0.33333334f),
        List.of(
            new Reason(
                Stage.POLICY,
                "insult.hold",
                Label.INSULT,
                0.987654f,
                0.8f,
                "Insult: 0.99, held from 0.80",
                List.of(new Match("remark", 7, 13), new Match(Field.AUTHOR_URL, "ada", 8, 11)),
                List.of("2 links", "author name with digits"),
                Verdict.HOLD,
                true),
            new Reason(Stage.LISTS, "author", null, null, null, "Known author", List.of())),
        model,
        "policy-1",
        "en",
        DECIDED);
  }
}
