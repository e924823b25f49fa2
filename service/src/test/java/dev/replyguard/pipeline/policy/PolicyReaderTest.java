package dev.replyguard.pipeline.policy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.domain.policy.AwayPolicy.Fallback;
import dev.replyguard.domain.policy.DuplicateRule;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.domain.policy.LanguagePolicy.Treatment;
import dev.replyguard.domain.policy.PolicyDocument;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.domain.policy.ThresholdOverride;
import dev.replyguard.model.Label;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "# nothing yet\n", "rules: {}", "stages: {}"})
  void read_nothing_isTheDefaults(String yaml) {
    assertThat(PolicyReader.read(yaml, PolicyFormat.YAML)).isEqualTo(PolicyDocument.DEFAULTS);
  }

  @Test
  void read_everything_asTheExampleInTheDocumentationSays() throws IOException {
    PolicyDocument policy = PolicyReader.read(example(), PolicyFormat.YAML);

    assertThat(policy.mode(Stage.MEMORY)).isEqualTo(EnforcementMode.SHADOW);
    assertThat(policy.mode(Stage.RULES)).isEqualTo(EnforcementMode.ENFORCE);
    assertThat(policy.thresholds().get(Label.INSULT)).isEqualTo(new ThresholdOverride(0.6f, 0.9f));
    assertThat(policy.thresholds().get(Label.PROFANITY))
        .isEqualTo(new ThresholdOverride(null, ThresholdOverride.NEVER));
    assertThat(policy.sections()).containsOnlyKeys("opinion");
    assertThat(policy.conditions()).hasSize(2);
    assertThat(policy.languages().of("de")).isEqualTo(Treatment.HOLD);
    assertThat(policy.languages().of("it")).isEqualTo(Treatment.SCORE);
    assertThat(policy.away().store()).isEqualTo(Fallback.HOLD);
    assertThat(policy.rules().words()).hasSize(2);
    assertThat(policy.rules().words().get(1).fields())
        .isEqualTo(Set.of(Field.TEXT, Field.AUTHOR_NAME));
    assertThat(policy.rules().exceptions()).containsExactly("Scunthorpe", "Birmingham");
    assertThat(requireNonNull(policy.rules().flood().author()).period())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(requireNonNull(policy.rules().duplicate()).scope())
        .isEqualTo(DuplicateRule.Scope.ARTICLE);
    assertThat(requireNonNull(policy.rules().honeypot()).verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void read_sameDocumentInBothFormats_isTheSame() throws IOException {
    String json = new JsonObject(PolicyTree.parse(example(), PolicyFormat.YAML)).encodePrettily();

    assertThat(PolicyReader.read(json, PolicyFormat.JSON))
        .isEqualTo(PolicyReader.read(example(), PolicyFormat.YAML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stagez: {}                                  | stagez | there is no such field; did you mean stages?",
        "stages: {known: off}                        | stages.known | there is no such field; did you mean",
        "stages: {rules: on}                         | stages.rules | one of enforce, shadow, off expected, got 'on'",
        "stages: []                                  | stages | fields with values expected, got a list",
        "thresholds: {insult: {hold: 0}}             | thresholds.insult.hold | above 0 and at most 1 expected, got 0",
        "thresholds: {insult: {hold: 1.1}}           | thresholds.insult.hold | above 0 and at most 1 expected, got 1.1",
        "thresholds: {insult: {hold: high}}          | thresholds.insult.hold | a number expected, got a string",
        "thresholds: {insult: {hold: .9, reject: 1}} | thresholds.insult.hold | a number expected, got a string",
        "thresholds: {insult: {hold: 0.9, reject: 0.5}} | thresholds.insult | reject: at least hold expected",
        "thresholds: {insolence: {}}                 | thresholds.insolence | there is no such field; did you mean",
        "sections: {a: {threshold: {}}}              | sections.a.threshold | there is no such field; did you mean thresholds?",
        "conditions: [{name: a, verdict: hold}]      | conditions[0] | if: must be there",
        "conditions: [{name: a, if: {}, verdict: hold}] | conditions[0].if | at least one thing to ask about expected",
        "conditions: [{name: a, if: {reply: yes}, verdict: hold}] | conditions[0].if.reply | true or false expected, got a string",
        "conditions: [{name: a, if: {reply: true}, verdict: approve}] | conditions[0].verdict | one of hold, reject expected, got 'approve'",
        "conditions: [{name: A, if: {reply: true}, verdict: hold}] | conditions[0].name | 1 to 40 characters of a-z",
        "languages: {german: hold}                   | languages.german | an ISO 639-1 code such as en",
        "away: {store: refuse}                       | away.store | one of open, hold expected, got 'refuse'",
        "rules: {words: [{name: a, verdict: hold}]}  | rules.words[0] | words: must be there",
        "rules: {words: [{name: a, words: [88], verdict: hold}]} | rules.words[0].words[0] | a string expected, got a number: put it in quotes",
        "rules: {words: [{name: a, words: ['*'], verdict: hold}]} | rules.words[0].words[0] | a letter or digit expected beside wildcards",
        "rules: {words: [{name: a, words: ['a*b*c*d*e*'], verdict: hold}]} | rules.words[0].words[0] | at most 4 wildcards expected, got 5",
        "rules: {words: [{name: a, words: [x], verdict: hold}, {name: a, words: [y], verdict: hold}]} | rules.words[1].name | another name expected: it is taken",
        "rules: {patterns: [{name: a, regex: '(a', verdict: hold}]} | rules.patterns[0].regex | missing closing )",
        "rules: {patterns: [{name: a, regex: '(a{900}){900}', verdict: hold}]} | rules.patterns[0].regex | repeats too much",
        "rules: {links: {denied: {verdict: hold}}}   | rules.links.denied | domains: must be there",
        "rules: {links: {allowed: ['a b']}}          | rules.links.allowed[0] | the name of a domain expected",
        "rules: {links: {max: {links: 101, verdict: hold}}} | rules.links.max.links | 0 to 100 expected, got 101",
        "rules: {links: {max: {links: 1.5, verdict: hold}}} | rules.links.max.links | a whole number expected, got a number",
        "rules: {honeypot: {}}                       | rules.honeypot | verdict: must be there",
        "rules: {firstTime: {approved: 0, verdict: hold}} | rules.firstTime.approved | 1 to 20 expected, got 0",
        "rules: {flood: {author: {comments: 1, verdict: hold}}} | rules.flood.author | seconds: must be there",
        "rules: {duplicate: {hours: 1, scope: all, verdict: hold}} | rules.duplicate.scope | one of article, author, site expected, got 'all'",
        "rules: {length: {min: {characters: 9, verdict: hold}, max: {characters: 5, verdict: hold}}} | rules.length | max.characters: at least min.characters expected",
        "rules:                                      | rules | fields with values expected, got nothing",
      })
  void read_wrongField_isNamedWithItsWayThere(String yaml, String field, String message) {
    List<Violation> violations = violations(yaml);

    assertThat(violations).as("%s", violations).hasSize(1);
    assertThat(violations.get(0).field()).isEqualTo(field);
    assertThat(violations.get(0).message()).contains(message);
  }

  @Test
  void read_severalErrors_areToldAtOnce() {
    assertThat(
            violations(
                """
                stages: {rules: maybe}
                thresholds: {insult: {hold: 2}}
                rules: {honeypot: {verdict: perhaps}}
                """))
        .extracting(Violation::field)
        .containsExactly("stages.rules", "thresholds.insult.hold", "rules.honeypot.verdict");
  }

  @Test
  void read_veryManyErrors_theFirstHundredAreTold() {
    String words = "x, ".repeat(0) + "[" + "1, ".repeat(500) + "1]";

    assertThat(violations("rules: {words: [{name: a, words: " + words + ", verdict: hold}]}"))
        .hasSize(Violations.MAX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stages: {rules: off, rules: shadow} | found duplicate key rules",
        "stages: [                           | at line 1, column",
        "- a                                 | fields with values expected",
        "just text                           | fields with values expected",
      })
  void read_yamlThatIsNone_saysWhere(String yaml, String message) {
    assertThat(violations(yaml).get(0).field()).isEmpty();
    assertThat(violations(yaml).get(0).message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stages\":{},\"stages\":{}} | an error at line 1, column",
        "{\"stages\":                 | an error at line 1, column",
        "[]                           | fields with values expected",
        "{} {}                        | got more after its end",
        "''                           | got nothing",
      })
  void read_jsonThatIsNone_saysWhere(String json, String message) {
    InvalidPolicyException failure =
        catchThrowableOfType(
            InvalidPolicyException.class, () -> PolicyReader.read(json, PolicyFormat.JSON));

    assertThat(failure.violations().get(0).message()).contains(message);
  }

  @Test
  void read_deepAliasedOrHugeYaml_isRefused() {
    assertThat(violations("a: ".repeat(1) + "[".repeat(40) + "]".repeat(40))).isNotEmpty();
    assertThat(violations("a: &x [1]\nb: *x\nc: [*x, *x]")).isNotEmpty();
    assertThat(violations("#" + "x".repeat(PolicyTree.MAX_LENGTH)).get(0).message())
        .contains("at most 1048576 characters expected");
  }

  @Test
  void read_wordsOfYamlThatLookLikeBooleansAndDates_areWords() {
    PolicyDocument policy =
        PolicyReader.read(
            "rules: {words: [{name: a, words: [no, off, 2026-11-22, 0x1f, 1e3], verdict: hold}]}",
            PolicyFormat.YAML);

    assertThat(policy.rules().words().get(0).words())
        .containsExactly("no", "off", "2026-11-22", "0x1f", "1e3");
  }

  private static String example() throws IOException {
    String page = Files.readString(Path.of("docs", "policy.md"));
    int start = page.indexOf("```yaml\n") + "```yaml\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static List<Violation> violations(String yaml) {
    InvalidPolicyException failure =
        catchThrowableOfType(
            InvalidPolicyException.class, () -> PolicyReader.read(yaml, PolicyFormat.YAML));
    return failure == null ? List.of() : failure.violations();
  }
}
