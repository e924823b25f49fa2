package dev.replyguard.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.pipeline.policy.PolicyReader;
import dev.replyguard.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  @Test
  void examine_noRules_nothingSpeaksAgainst() {
    assertThat(rules("{}").examine(Comments.text("http://a.example $$$"))).isEmpty();
  }

  @Test
  void links_moreThanAllowed_saysHowManyAndWhere() {
    RuleSet rules = rules("links: {max: {links: 1, verdict: hold}, allowed: [news.example]}");

    Reason reason =
        rules
            .examine(Comments.text("https://a.example https://m.news.example https://b.example"))
            .get(0);

    assertThat(reason.rule()).isEqualTo("links.max");
    assertThat(reason.message()).isEqualTo("2 links, at most 1 expected");
    assertThat(reason.matches())
        .containsExactly(
            new Match("https://a.example", 0, 17), new Match("https://b.example", 41, 58));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://evil.example/x         |                       | links.denied",
        "https://www.evil.example/x     |                       | links.denied",
        "https://notevil.example/x      |                       | ''",
        "hello                          | evil.example          | links.denied",
        "hello                          | http://a.evil.example | links.denied",
        "https://bit.ly/x               |                       | links.shorteners",
        "https://my.short.example/x     |                       | links.shorteners",
        "hello                          | bit.ly/x              | links.shorteners",
        "hello                          | fine.example          | ''",
      })
  void links_domains(String text, @Nullable String home, String rule) {
    RuleSet rules =
        rules(
            """
            links:
              denied: {domains: [evil.example], verdict: reject}
              shorteners: {domains: [short.example], verdict: hold}
            """);

    assertThat(rules.examine(Comments.home(text, home)))
        .extracting(Reason::rule)
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @Test
  void links_others_onlyAllowedDomainsPass() {
    RuleSet rules = rules("links: {allowed: [news.example], others: {verdict: reject}}");

    assertThat(rules.examine(Comments.text("see www.news.example/x"))).isEmpty();
    assertThat(rules.examine(Comments.text("see www.news.example.evil.example/x")))
        .extracting(Reason::rule)
        .containsExactly("links.others");
  }

  @Test
  void authorUrl_homePage_isToldWithItsField() {
    RuleSet rules = rules("{authorUrl: {verdict: hold}, links: {allowed: [news.example]}}");

    assertThat(rules.examine(Comments.home("hi", "blog.example")).get(0).matches())
        .containsExactly(new Match(Field.AUTHOR_URL, "blog.example", 0, 12));
    assertThat(rules.examine(Comments.home("hi", "news.example/ada"))).isEmpty();
    assertThat(rules.examine(Comments.home("hi", null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,firstTime", "1,firstTime", "2,''", ",''"})
  void firstTime_untilSoManyAreApproved(@Nullable Integer approved, String rule) {
    RuleSet rules = rules("firstTime: {approved: 2, verdict: hold}");
    Facts facts = new Facts(approved, false, false, false, null);

    assertThat(rules.examine(withFacts(facts)))
        .extracting(Reason::rule)
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @Test
  void honeypotAndTyping_robotsAreCaught() {
    RuleSet rules = rules("{honeypot: {verdict: reject}, typing: {minSeconds: 3, verdict: hold}}");

    List<Reason> reasons = rules.examine(withForm(new Form(true, Duration.ofMillis(1_200))));

    assertThat(reasons).extracting(Reason::rule).containsExactly("honeypot", "typing");
    assertThat(reasons.get(1).message()).isEqualTo("Sent after 1.2 s, at least 3.0 s expected");
    assertThat(rules.examine(withForm(new Form(false, Duration.ofSeconds(3))))).isEmpty();
    assertThat(rules.examine(withForm(Form.UNKNOWN))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-1,,true,true",
    "a-1,,false,false",
    "a-9,,false,true",
    "a-1,2026-10-22T10:00:00Z,false,true",
    "a-1,2026-10-24T10:00:01Z,false,false",
    ",,false,false"
  })
  void closedArticles_byFlagIdOrAge(
      @Nullable String id, @Nullable Instant published, boolean closed, boolean applies) {
    RuleSet rules = rules("closedArticles: {afterDays: 30, articles: [a-9], verdict: reject}");
    CommentView comment =
        Comments.view(
            "hi",
            Author.UNKNOWN,
            new Article(id, null, null, null, published, closed),
            Form.UNKNOWN,
            Facts.UNKNOWN);

    assertThat(rules.examine(comment)).hasSize(applies ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"1,length.min", "2,''", "5,''", "6,length.max"})
  void length_inCharactersNotUnits(int characters, String rule) {
    RuleSet rules =
        rules("length: {min: {characters: 2, verdict: hold}, max: {characters: 5, verdict: hold}}");

    assertThat(rules.examine(Comments.text("\uD83E\uDD86".repeat(characters))))
        .extracting(Reason::rule)
        .isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
  }

  @Test
  void floodAndDuplicate_asTheStoreSays() {
    RuleSet rules =
        rules(
            """
            flood:
              author: {comments: 5, seconds: 60, verdict: hold}
              address: {comments: 20, seconds: 60, verdict: hold}
              text: {comments: 3, seconds: 3600, verdict: reject}
            duplicate: {hours: 24, verdict: reject}
            """);

    List<Reason> reasons = rules.examine(withFacts(new Facts(null, true, true, true, "c0")));

    assertThat(reasons)
        .extracting(Reason::rule)
        .containsExactly("flood.author", "flood.address", "flood.text", "duplicate");
    assertThat(reasons.get(0).message()).isEqualTo("More than 5 comments in 60 s of this author");
    assertThat(reasons.get(3).message()).isEqualTo("The same text as comment c0");
    assertThat(reasons.get(3).verdict()).isEqualTo(Verdict.REJECT);
  }

  @ParameterizedTest
  @CsvSource({
    "ada@mailinator.com,mailinator.com",
    "ada@x.MAILINATOR.com,x.MAILINATOR.com",
    "ada@own.example,own.example",
    "ada@example.org,",
    "ada@maildrop.cc,",
    "mailinator.com,",
    ","
  })
  void disposableEmail_knownOwnAndAllowed(@Nullable String email, @Nullable String match) {
    RuleSet rules =
        rules("disposableEmail: {domains: [own.example], allowed: [maildrop.cc], verdict: hold}");
    CommentView comment =
        Comments.view(
            "hi",
            new Author(null, null, email, null, null, null),
            Article.UNKNOWN,
            Form.UNKNOWN,
            Facts.UNKNOWN);

    List<Reason> reasons = rules.examine(comment);

    if (match == null) {
      assertThat(reasons).isEmpty();
    } else {
      assertThat(reasons.get(0).matches()).extracting(Match::text).containsExactly(match);
      assertThat(reasons.get(0).matches().get(0).field()).isEqualTo(Field.AUTHOR_EMAIL);
    }
  }

  @Test
  void patterns_asWrittenAndNormalised() {
    RuleSet rules =
        rules(
            """
            patterns:
              - {name: phone, regex: '\\b\\d{3}-\\d{4}\\b', verdict: hold}
              - {name: stupid, regex: 'stupid\\s+idiot', normalized: true, verdict: reject}
              - {name: shout, regex: '[A-Z]{5,}', caseSensitive: true, verdict: hold, mode: shadow}
            """);

    List<Reason> reasons = rules.examine(Comments.text("Call 555-1234, STUPID 1d10t"));

    assertThat(reasons)
        .extracting(Reason::rule)
        .containsExactly("patterns.phone", "patterns.stupid", "patterns.shout");
    assertThat(reasons.get(0).matches()).containsExactly(new Match("555-1234", 5, 13));
    assertThat(reasons.get(1).matches()).containsExactly(new Match("STUPID 1d10t", 15, 27));
    assertThat(reasons.get(2).shadow()).isTrue();
  }

  @Test
  void switchedOffRules_areNotAsked() {
    RuleSet rules =
        rules(
            """
            honeypot: {verdict: reject, mode: "off"}
            words: [{name: birds, words: [goose], verdict: hold, mode: "off"}]
            patterns: [{name: birds, regex: goose, verdict: hold, mode: "off"}]
            links: {max: {links: 0, verdict: hold, mode: "off"}}
            """);

    assertThat(rules.examine(Comments.text("goose https://a.example"))).isEmpty();
    assertThat(rules.estimatedNanos(1_000)).isZero();
  }

  private static RuleSet rules(String yaml) {
    String document = yaml.startsWith("{") ? "rules: " + yaml : "rules:\n" + yaml.indent(2);
    return RuleSet.compile(PolicyReader.read(document, PolicyFormat.YAML).rules(), Comments.LISTS);
  }

  private static CommentView withFacts(Facts facts) {
    return Comments.view("hello", Author.UNKNOWN, Article.UNKNOWN, Form.UNKNOWN, facts);
  }

  private static CommentView withForm(Form form) {
    return Comments.view("hello", Author.UNKNOWN, Article.UNKNOWN, form, Facts.UNKNOWN);
  }
}
