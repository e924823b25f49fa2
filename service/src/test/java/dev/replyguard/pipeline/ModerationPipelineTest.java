package dev.replyguard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.config.CacheSettings;
import dev.replyguard.config.ScoringSettings;
import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Judgement;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Parent;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.RejectReason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.fixtures.MadeUpModel;
import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.Scores;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.pipeline.policy.Policies;
import dev.replyguard.pipeline.policy.RecommendedPolicy;
import dev.replyguard.pipeline.rules.DomainLists;
import dev.replyguard.store.Facts;
import dev.replyguard.store.KeyedHash;
import dev.replyguard.store.RememberedRuling;
import dev.replyguard.store.Terms;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationPipelineTest {
  private static final String LONG_AND_FRIENDLY =
      MadeUpModel.FRIENDLY + " and the goose of our neighbour is in the garden";
  private static final Scores ALL_LOW = Scores.of(0, 0, 0, 0, 0, 0, 0, 0);
  private static final Scores ALL_HIGH = Scores.of(1, 1, 1, 1, 1, 1, 1, 1);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final LanguageDetector LANGUAGES = LanguageDetector.load();
  private static final ModelBundle BUNDLE = MadeUpModel.bundle();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StoreInMemory store = new StoreInMemory();
  private final WorkerPool workers = new WorkerPool("rules", 1, 8, Duration.ofMinutes(1), registry);
  private final CompiledPolicy standard =
      RecommendedPolicy.compile(
          RecommendedPolicy.thresholds(BUNDLE.thresholds()), DomainLists.load(null));
  private CompiledPolicy policy = standard;
  private final Scoring scoring =
      new Scoring(CommentClassifier.of(BUNDLE), new ScoringSettings(1, 1), registry);
  private final ModerationPipeline pipeline = pipeline(CacheSettings.DEFAULTS);

  @Test
  void judge_newComment_isScoredJudgedAndRecorded() {
    Judgement judgement = judge("c1", MadeUpModel.DOUBTFUL);

    assertThat(judgement.commentId()).isEqualTo("c1");
    assertThat(judgement.cached()).isFalse();
    assertThat(judgement.recorded()).isTrue();
    Decision decision = judgement.decision();
    assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(decision.model()).isEqualTo(BUNDLE.version());
    assertThat(decision.policy()).isEqualTo(policy.version());
    assertThat(decision.detectedLanguage()).isEqualTo("en");
    assertThat(decision.decidedAt()).isEqualTo(NOW);
    assertThat(store.calls()).containsExactly("lookUp", "record");
    assertThat(decisions("policy", "hold")).isEqualTo(1);
    assertThat(recorded("stored")).isEqualTo(1);
  }

  @Test
  void judge_heldComment_saysWhyAndWhere() {
    Reason reason = judge("c1", MadeUpModel.DOUBTFUL).decision().reasons().get(0);

    assertThat(reason.stage()).isEqualTo(Stage.POLICY);
    assertThat(reason.rule()).isEqualTo("insult.hold");
    assertThat(reason.label()).isEqualTo(Label.INSULT);
    assertThat(reason.message()).isEqualTo("Insult 0.98 reaches the hold threshold 0.60");
    int start = MadeUpModel.DOUBTFUL.indexOf("nincompoop");
    assertThat(reason.matches()).first().isEqualTo(new Match("nincompoop", start, start + 10));
  }

  @Test
  void judge_sameTextByAnotherKindOfAuthor_isScoredAnew() {
    Author person = new Author(null, "Ann Smith", null, null, null, null);
    Author other = new Author(null, "Bob Jones", null, null, null, null);
    Author trader = new Author(null, "cheap loans", null, "http://loans.example", null, null);
    Judgement first = pipeline.judge(by(person, "c1")).await();

    assertThat(first.cached()).isFalse();
    assertThat(pipeline.judge(by(other, "c2")).await().cached()).isTrue();
    assertThat(pipeline.judge(by(trader, "c3")).await().cached()).isFalse();
  }

  private static Comment by(Author author, String id) {
    return new Comment(
        "demo",
        id,
        MadeUpModel.DOUBTFUL,
        author,
        Article.UNKNOWN,
        Parent.NONE,
        Instant.EPOCH,
        null);
  }

  @Test
  void judge_harmlessComment_needsNoReason() {
    Judgement judgement = judge("c1", MadeUpModel.FRIENDLY);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(judgement.decision().reasons()).isEmpty();
  }

  @Test
  void judge_sameIdAndText_answersTheStoredDecision() {
    Decision first = judge("c1", MadeUpModel.DOUBTFUL).decision();

    Judgement again = judge("c1", MadeUpModel.DOUBTFUL);

    assertThat(again.decision()).isEqualTo(first);
    assertThat(again.cached()).isTrue();
    assertThat(again.recorded()).isTrue();
    assertThat(again.revision()).isEqualTo(1);
    assertThat(decisions("known", "hold")).isEqualTo(1);
    assertThat(recorded("known")).isEqualTo(1);
  }

  @Test
  void judge_sameIdOtherText_isANewRevisionAndJudgedAgain() {
    judge("c1", MadeUpModel.DOUBTFUL);

    Judgement again = judge("c1", MadeUpModel.FRIENDLY);

    assertThat(again.decision().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(again.cached()).isFalse();
    assertThat(again.recorded()).isTrue();
    assertThat(again.revision()).isEqualTo(2);
    assertThat(decisions("known", "hold")).isZero();
  }

  @Test
  void judge_sameTextOtherId_itsScoresAreRememberedInTheProcess() {
    judge("c1", MadeUpModel.DOUBTFUL);

    Judgement second = judge("c2", MadeUpModel.DOUBTFUL);

    assertThat(second.cached()).isTrue();
    assertThat(second.recorded()).isTrue();
    assertThat(store.calls()).containsExactly("lookUp", "record", "lookUp", "record");
    assertThat(cache("local", "hit")).isEqualTo(1);
    assertThat(decisions("policy", "hold")).isEqualTo(2);
    assertThat(scored()).isEqualTo(1);
  }

  @Test
  void judge_sameTextOtherId_isRememberedByTheStore() {
    ModerationPipeline other = pipeline(new CacheSettings(0, Duration.ofSeconds(1), HOUR));
    await(other, "c1", MadeUpModel.DOUBTFUL);

    Judgement second = await(other, "c2", MadeUpModel.DOUBTFUL);

    assertThat(second.cached()).isTrue();
    assertThat(cache("redis", "hit")).isEqualTo(1);
  }

  @Test
  void judge_sameTextDifferentlyWritten_pointsAtTheWordsWhereTheyStandNow() {
    judge("c1", MadeUpModel.DOUBTFUL);
    String padded = "   " + MadeUpModel.DOUBTFUL;

    Judgement second = judge("c2", padded);

    assertThat(second.cached()).isTrue();
    Match match = second.decision().reasons().get(0).matches().get(0);
    assertThat(padded.substring(match.start(), match.end())).isEqualTo("nincompoop");
    assertThat(match.text()).isEqualTo("nincompoop");
  }

  @Test
  void judge_sameTextOnAnotherSite_isJudgedAnew() {
    judge("c1", MadeUpModel.DOUBTFUL);

    Judgement other = pipeline.judge(comment("other", "c1", MadeUpModel.DOUBTFUL)).await();

    assertThat(other.cached()).isFalse();
  }

  @Test
  void judge_sameTextApprovedByPeople_approvedWithoutTheModel() {
    store.remember(ruling(Verdict.APPROVE, 0, null), null);

    Judgement judgement = judge("c1", MadeUpModel.INSULTING);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(judgement.decision().scores()).isNull();
    assertThat(judgement.decision().reasons())
        .extracting(Reason::rule)
        .containsExactly("same.approve");
    assertThat(decisions("memory", "approve")).isEqualTo(1);
  }

  @Test
  void judge_similarTextRejectedByPeople_rejected() {
    store.remember(null, ruling(Verdict.REJECT, 4, ALL_LOW));

    Judgement judgement = judge("c1", MadeUpModel.FRIENDLY);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(judgement.decision().reasons().get(0).message())
        .isEqualTo("People rejected a similar text (4 of 64 bits differ) (spam) in comment c0");
  }

  @Test
  void judge_similarTextApprovedThoughAsBad_approved() {
    store.remember(null, ruling(Verdict.APPROVE, 4, ALL_HIGH));

    Judgement judgement = judge("c1", MadeUpModel.DOUBTFUL);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(judgement.decision().reasons())
        .extracting(Reason::rule)
        .containsExactly("similar.approve");
  }

  @Test
  void judge_similarTextApprovedWhichWasBetter_policyHolds() {
    store.remember(null, ruling(Verdict.APPROVE, 4, ALL_LOW));

    assertThat(judge("c1", MadeUpModel.DOUBTFUL).decision().verdict()).isEqualTo(Verdict.HOLD);
  }

  @Test
  void judge_similarTextApprovedButThisHasALink_policyHolds() {
    store.remember(null, ruling(Verdict.APPROVE, 4, ALL_HIGH));

    Judgement judgement = judge("c1", MadeUpModel.DOUBTFUL + " http://elsewhere.example/");

    assertThat(judgement.decision().verdict()).isNotEqualTo(Verdict.APPROVE);
  }

  @Test
  void judge_nothingAgainstIt_wouldBeHeldAsCampaign() {
    judge("c1", LONG_AND_FRIENDLY);

    Decision asCampaign = store.lastRecording().asCampaign();
    assertThat(asCampaign).isNotNull();
    assertThat(asCampaign.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(asCampaign.reasons()).extracting(Reason::rule).containsExactly("campaign");
  }

  @Test
  void judge_heldOrShortOrApprovedByPeople_campaignChangesNothing() {
    judge("c1", MadeUpModel.DOUBTFUL);
    assertThat(store.lastRecording().asCampaign()).isNull();
    judge("c2", "Thanks");
    assertThat(store.lastRecording().asCampaign()).isNull();
    store.remember(ruling(Verdict.APPROVE, 0, null), null);
    judge("c3", LONG_AND_FRIENDLY);
    assertThat(store.lastRecording().asCampaign()).isNull();
  }

  private static RememberedRuling ruling(Verdict verdict, int distance, @Nullable Scores scores) {
    return new RememberedRuling(
        "c0", verdict, verdict == Verdict.REJECT ? RejectReason.SPAM : null, NOW, distance, scores);
  }

  @Test
  void judge_storeAway_stillJudges_butSaysNotRecorded() {
    store.goAway();

    Judgement judgement = judge("c1", MadeUpModel.INSULTING);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(judgement.recorded()).isFalse();
    assertThat(judgement.cached()).isFalse();
    assertThat(store.calls()).as("one time-out is enough").containsExactly("lookUp");
    assertThat(recorded("failed")).isEqualTo(1);
  }

  @Test
  void judge_storeAwayAndTextInTheProcess_isCachedButNotRecorded() {
    judge("c1", MadeUpModel.DOUBTFUL);
    store.goAway();

    Judgement judgement = judge("c2", MadeUpModel.DOUBTFUL);

    assertThat(judgement.cached()).isTrue();
    assertThat(judgement.recorded()).isFalse();
  }

  @Test
  void judge_storeBack_recordsAgain() {
    store.goAway();
    judge("c1", MadeUpModel.FRIENDLY);
    store.comeBack();

    assertThat(judge("c1", MadeUpModel.FRIENDLY).recorded()).isTrue();
  }

  @Test
  void judge_trustedAuthor_isApprovedWithoutAsking() {
    store.list(entry(AuthorList.TRUSTED, AuthorTrait.EMAIL, "staff"));

    Judgement judgement = judge("c1", MadeUpModel.INSULTING);

    Decision decision = judgement.decision();
    assertThat(decision.verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decision.scores()).isNull();
    assertThat(decision.reasons())
        .containsExactly(
            Reason.of(
                Stage.LISTS,
                "trusted.email",
                Verdict.APPROVE,
                "The author is trusted: staff",
                List.of()));
    assertThat(decisions("lists", "approve")).isEqualTo(1);
    assertThat(scored()).isZero();
  }

  @Test
  void judge_bannedAuthor_isRejected() {
    store.list(entry(AuthorList.BANNED, AuthorTrait.ID, null));

    assertThat(judge("c1", MadeUpModel.FRIENDLY).decision().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void judge_trustedAuthorFromABannedNetwork_isApproved() {
    store.list(
        entry(AuthorList.BANNED, AuthorTrait.NETWORK, null),
        entry(AuthorList.TRUSTED, AuthorTrait.ID, null));

    assertThat(judge("c1", MadeUpModel.FRIENDLY).decision().verdict()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void judge_trustedAndBannedAlike_isRejected() {
    store.list(
        entry(AuthorList.TRUSTED, AuthorTrait.EMAIL, null),
        entry(AuthorList.BANNED, AuthorTrait.ID, null));

    assertThat(judge("c1", MadeUpModel.FRIENDLY).decision().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void judge_ruleHolds_theModelIsAskedAllTheSame() {
    policy = Policies.of("rules: {words: [{name: birds, words: [goose], verdict: hold}]}");

    Decision decision = judge("c1", "The goose of our neighbour is in bloom").decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.HOLD);
    assertThat(decision.scores()).isNotNull();
    assertThat(decision.reasons()).extracting(Reason::rule).containsExactly("words.birds");
    assertThat(decisions("rules", "hold")).isEqualTo(1);
  }

  @Test
  void judge_ruleHoldsAndTheModelRejects_isRejected() {
    policy =
        Policies.of(
            """
            thresholds: {insult: {hold: 0.5, reject: 0.6}}
            rules: {words: [{name: words, words: [nincompoop], verdict: hold}]}
            """);

    Decision decision = judge("c1", MadeUpModel.INSULTING).decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(decision.reasons())
        .extracting(Reason::rule)
        .containsExactly("words.words", "insult.reject");
    assertThat(decisions("policy", "reject")).isEqualTo(1);
  }

  @Test
  void judge_ruleRejects_theModelIsNotAsked() {
    policy = Policies.of("rules: {words: [{name: birds, words: [goose], verdict: reject}]}");

    Decision decision = judge("c1", "The goose").decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(scored()).isZero();
    assertThat(hits("words", "enforce")).isEqualTo(1);
  }

  @Test
  void judge_ruleInShadow_leavesItsReasonOnly() {
    policy =
        Policies.of(
            "rules: {words: [{name: birds, words: [goose], verdict: reject, mode: shadow}]}");

    Decision decision = judge("c1", "The goose of our neighbour is in bloom").decision();

    assertThat(decision.verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decision.reasons()).hasSize(1);
    assertThat(decision.reasons().get(0).shadow()).isTrue();
    assertThat(decision.reasons().get(0).verdict()).isEqualTo(Verdict.REJECT);
    assertThat(hits("words", "shadow")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"lists,trusted.id", "rules,words.insults", "policy,insult.hold", "score,insult.hold"})
  void judge_stageInShadow_leavesItsReasonsAndNothingElse(String stage, String rule) {
    if (stage.equals("lists")) {
      store.list(entry(AuthorList.TRUSTED, AuthorTrait.ID, null));
    }
    policy =
        Policies.of(
            "stages: {"
                + stage
                + ": shadow}\n"
                + "rules: {words: [{name: insults, words: [nincompoop], verdict: reject,"
                + (stage.equals("rules") ? "mode: enforce}]}" : "mode: \"off\"}]}"));

    Decision decision = judge("c1", MadeUpModel.DOUBTFUL).decision();

    Reason shadowed = decision.reasons().stream().filter(Reason::shadow).findFirst().orElseThrow();
    assertThat(shadowed.rule()).isEqualTo(rule);
    boolean scored = stage.equals("lists") || stage.equals("rules");
    assertThat(decision.verdict()).isEqualTo(scored ? Verdict.HOLD : Verdict.APPROVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lists", "rules", "score", "policy"})
  void judge_stageOff_isNotAsked(String stage) {
    if (stage.equals("lists")) {
      store.list(entry(AuthorList.BANNED, AuthorTrait.ID, null));
    }
    policy =
        Policies.of(
            "stages: {"
                + stage
                + ": off}\n"
                + "rules: {words: [{name: insults, words: [nincompoop], verdict: reject,"
                + (stage.equals("rules") ? "mode: enforce}]}" : "mode: \"off\"}]}"));

    Decision decision = judge("c1", MadeUpModel.DOUBTFUL).decision();

    boolean judged = stage.equals("lists") || stage.equals("rules");
    assertThat(decision.verdict()).isEqualTo(judged ? Verdict.HOLD : Verdict.APPROVE);
    assertThat(decision.reasons()).noneMatch(Reason::shadow);
    assertThat(decision.scores() == null).isEqualTo(stage.equals("score"));
  }

  @Test
  void judge_firstTimeCommenter_isHeldAndConditionsSeeIt() {
    policy =
        Policies.of(
            """
            conditions:
              - {name: newcomer, if: {firstTime: true, labels: {insult: 0.01}}, verdict: reject}
            rules: {firstTime: {approved: 2, verdict: hold}}
            """);
    store.know(new Facts(1, false, false, false, null));

    assertThat(judge("c1", MadeUpModel.DOUBTFUL).decision().reasons())
        .extracting(Reason::rule)
        .containsExactly("firstTime", "insult.hold", "conditions.newcomer");

    store.know(new Facts(2, false, false, false, null));
    assertThat(judge("c2", MadeUpModel.FRIENDLY).decision().reasons()).isEmpty();
  }

  @Test
  void judge_storeAwayAndPolicyHolds_isHeldAndSaysWhy() {
    policy = Policies.of("away: {store: hold}");
    store.goAway();

    Judgement judgement = judge("c1", MadeUpModel.FRIENDLY);

    assertThat(judgement.decision().verdict()).isEqualTo(Verdict.HOLD);
    assertThat(judgement.decision().reasons())
        .extracting(Reason::rule)
        .containsExactly("store.away");
    assertThat(judgement.recorded()).isFalse();
  }

  @Test
  void judge_storeLostWhileRecordingAndPolicyHolds_isHeld() {
    policy = Policies.of("away: {store: hold}");
    store.goAwayAfterLookUp();

    assertThat(judge("c1", MadeUpModel.FRIENDLY).decision().verdict()).isEqualTo(Verdict.HOLD);
  }

  @ParameterizedTest
  @CsvSource({"open,APPROVE", "hold,HOLD"})
  void judge_modelOverloaded_asThePolicySays(String fallback, Verdict verdict) {
    policy = Policies.of("away: {model: " + fallback + "}");

    Judgement judgement = judgeWhileOverloaded("c1");

    assertThat(judgement.decision().verdict()).isEqualTo(verdict);
    assertThat(judgement.decision().scores()).isNull();
    assertThat(judgement.decision().reasons())
        .extracting(Reason::rule)
        .containsExactly("model.away");
    assertThat(judgement.recorded()).isTrue();
  }

  @Test
  void judge_modelOverloadedAndPolicyRefuses_fails() {
    assertThatThrownBy(() -> judgeWhileOverloaded("c1")).isInstanceOf(OverloadedException.class);
    assertThat(store.calls()).containsExactly("lookUp");
  }

  @Test
  void judge_identicalLongTextsAtOnce_areScoredOnce() throws Exception {
    String text = "The garden of our neighbour is in bloom. ".repeat(200);
    ScoringSettings two = new ScoringSettings(2, 8);
    CountDownLatch kept = new CountDownLatch(1);
    Scoring slow = new Scoring(CommentClassifier.of(BUNDLE), two, new SimpleMeterRegistry());
    List<Future<?>> busy = keepBusy(slow, 2, kept);
    ModerationPipeline judging = pipeline(slow, CacheSettings.DEFAULTS);

    List<Future<Judgement>> judgements = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      judgements.add(judging.judge(comment("demo", "c" + i, text)));
    }
    kept.countDown();

    for (Future<Judgement> judgement : judgements) {
      assertThat(judgement.await(10, TimeUnit.SECONDS).recorded()).isTrue();
    }
    assertThat(registry.get("replyguard.score.shared").counter().count()).isEqualTo(4);
    assertThat(busy).hasSize(2);
  }

  private Judgement judgeWhileOverloaded(String id) {
    CountDownLatch kept = new CountDownLatch(1);
    Scoring full =
        new Scoring(
            CommentClassifier.of(BUNDLE), new ScoringSettings(1, 1), new SimpleMeterRegistry());
    List<Future<?>> busy = keepBusy(full, 2, kept);
    try {
      assertThat(busy).hasSize(2);
      return pipeline(full, CacheSettings.DEFAULTS)
          .judge(comment("demo", id, MadeUpModel.FRIENDLY.repeat(200)))
          .await();
    } finally {
      kept.countDown();
    }
  }

  /** Has so many workers, or places to wait for one, taken until the latch opens. */
  private static List<Future<?>> keepBusy(Scoring scoring, int tasks, CountDownLatch latch) {
    List<Future<?>> busy = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      busy.add(
          scoring.explain(
              List.of("x".repeat(5_000)),
              explanation -> {
                try {
                  return latch.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return false;
                }
              }));
    }
    return busy;
  }

  private static ListEntry entry(AuthorList list, AuthorTrait trait, @Nullable String reason) {
    return new ListEntry(
        trait.key() + ":1", list, trait, null, reason, null, Actor.site("demo"), NOW);
  }

  private double hits(String rule, String mode) {
    return registry
        .get("replyguard.rule.hits")
        .tags(List.of(tag("rule", rule), tag("mode", mode)))
        .counter()
        .count();
  }

  private ModerationPipeline pipeline(CacheSettings cache) {
    return pipeline(scoring, cache);
  }

  private ModerationPipeline pipeline(Scoring scoring, CacheSettings cache) {
    return new ModerationPipeline(
        scoring,
        LANGUAGES,
        site -> policy,
        workers,
        store,
        KeyedHash.of("a secret of this test".getBytes(StandardCharsets.UTF_8)),
        site -> Terms.DEFAULTS,
        cache,
        registry,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Judgement judge(String id, String text) {
    return await(pipeline, id, text);
  }

  private static Judgement await(ModerationPipeline pipeline, String id, String text) {
    return pipeline.judge(comment("demo", id, text)).await();
  }

  private static Comment comment(String site, String id, String text) {
    return new Comment(
        site, id, text, Author.UNKNOWN, Article.UNKNOWN, Parent.NONE, Instant.EPOCH, null);
  }

  private double decisions(String stage, String verdict) {
    return registry
        .get("replyguard.decisions")
        .tags(List.of(tag("stage", stage), tag("verdict", verdict)))
        .counter()
        .count();
  }

  private double cache(String level, String result) {
    return registry
        .get("replyguard.cache.requests")
        .tags(List.of(tag("level", level), tag("result", result)))
        .counter()
        .count();
  }

  private long scored() {
    return registry.get("replyguard.score").timer().count();
  }

  private double recorded(String result) {
    return registry.get("replyguard.recorded").tag("result", result).counter().count();
  }

  private static Tag tag(String key, String value) {
    return Tag.of(key, value);
  }
}
