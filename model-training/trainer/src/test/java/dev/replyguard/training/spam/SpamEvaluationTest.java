package dev.replyguard.training.spam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Label;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.Scores;
import dev.replyguard.text.ScoringInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpamEvaluationTest {
  @Test
  void run_aModelThatLooksForLinks_findsKindsWithLinks_andNoOthers(@TempDir Path folder)
      throws IOException {
    SpamResults results =
        SpamEvaluation.run(
            model(input -> input.text().contains("http") || input.text().contains("www.")),
            RecommendedThresholds.NONE,
            folder);

    assertThat(results.thresholds()).containsExactly(new SpamResults.Threshold(0, 0.5));
    assertThat(results.spam()).isGreaterThan(500);
    assertThat(results.honest()).isGreaterThan(500);
    assertThat(row(results, "imitations").share(0)).isGreaterThan(0.4);
    assertThat(row(results, "praise_for_a_site").found()).containsExactly(0);
    assertThat(row(results, "honest_reference").isSpam()).isFalse();
    assertThat(row(results, "honest_reference").share(0)).isGreaterThan(0.5);
    assertThat(results.textRocAuc()).isEqualTo(results.rocAuc());
    assertThat(results.files()).isEmpty();
  }

  @Test
  void run_aModelThatLooksAtAuthors_isBetterThanByTextsAlone(@TempDir Path folder)
      throws IOException {
    SpamResults results =
        SpamEvaluation.run(
            model(input -> input.authorUrl() != null), RecommendedThresholds.NONE, folder);

    assertThat(results.rocAuc()).isGreaterThan(0.52);
    assertThat(results.textRocAuc()).isEqualTo(0.5);
  }

  @Test
  void run_filesOfHonestComments_countsFalseAlarmsOfTheTestFold(@TempDir Path folder)
      throws IOException {
    String labels = Label.ALL.stream().map(Label::key).collect(Collectors.joining(","));
    String none = ",".repeat(Label.ALL.size() - 1);
    StringBuilder rows = new StringBuilder("id,text," + labels + ",fold,source\r\n");
    for (int i = 0; i < 20; i++) {
      String text = i % 4 == 0 ? "see http://example.org" : "fine weather";
      rows.append("%d,%s,%s,%d,s\r\n".formatted(i, text, none, i < 8 ? 9 : 3));
    }
    for (String name : new String[] {"news-fox", "civil"}) {
      try (OutputStream file =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".csv.gz")))) {
        file.write(rows.toString().getBytes(StandardCharsets.UTF_8));
      }
    }

    SpamResults results =
        SpamEvaluation.run(
            model(input -> input.text().contains("http")), RecommendedThresholds.NONE, folder);

    assertThat(results.files())
        .extracting(SpamResults.Row::name)
        .containsExactly("civil", "news-fox", "news files together");
    assertThat(results.files()).extracting(SpamResults.Row::comments).containsExactly(8, 8, 16);
    assertThat(results.files().get(2).share(0)).isEqualTo(0.25);
  }

  private static SpamResults.Row row(SpamResults results, String kind) {
    return results.kinds().stream()
        .filter(row -> row.name().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static Function<ScoringInput, Scores> model(Predicate<ScoringInput> spam) {
    return input -> {
      float[] scores = new float[Label.ALL.size()];
      scores[Label.SPAM.index()] = spam.test(input) ? 1 : 0;
      return Scores.of(scores);
    };
  }
}
