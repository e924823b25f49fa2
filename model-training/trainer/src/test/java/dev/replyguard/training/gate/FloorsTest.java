package dev.replyguard.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Interval;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.evaluation.Figures;
import dev.replyguard.training.evaluation.Figures.Intervals;
import dev.replyguard.training.evaluation.Mean;
import dev.replyguard.training.measuring.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void of_aWideInterval_allowsTheSlack() {
    Floor floor = only(floors(figures("forum", 0.9, new Interval(0.8, 0.95))), "forum");

    assertThat(floor.limit()).isEqualTo(0.89);
  }

  @Test
  void of_aNarrowInterval_allowsNoMoreThanItsBound() {
    Floor floor = only(floors(figures("forum", 0.9, new Interval(0.897, 0.903))), "forum");

    assertThat(floor.limit()).isEqualTo(0.897);
  }

  @Test
  void of_aHeadline_hasAlsoACeilingOfTheCalibrationError() {
    Floors floors = floors(figures("talk", 0.9, new Interval(0.8, 0.95)));

    assertThat(only(floors, "talk").limit()).isEqualTo(0.898);
    assertThat(floors.floors())
        .filteredOn(floor -> floor.at().measure() == Measure.CALIBRATION_ERROR)
        .singleElement()
        .extracting(Floor::limit)
        .isEqualTo(0.015);
  }

  @Test
  void of_tooFewComments_hasNoFloor() {
    assertThat(floors(figures("forum", 0.9, null)).floors())
        .noneMatch(floor -> floor.at().data().equals("forum"));
  }

  @Test
  void shortfalls_ofTheSameFigures_areNone() {
    Figures figures = figures("talk", 0.9, new Interval(0.8, 0.95));

    assertThat(floors(figures).shortfalls(evaluation(figures))).isEmpty();
  }

  @Test
  void shortfalls_ofAFigureThatFell_nameIt() {
    Floors floors = floors(figures("forum", 0.9, new Interval(0.8, 0.95)));

    assertThat(floors.shortfalls(evaluation(figures("forum", 0.88, null))))
        .containsExactly(
            "forum, fold 9, natural rates, insult: rocAuc is 0.8800, at least 0.8900 expected (it"
                + " was 0.9000)");
  }

  @Test
  void shortfalls_ofAFigureThatIsMissingOrNoNumber_nameIt() {
    Floors floors = floors(figures("forum", 0.9, new Interval(0.8, 0.95)));

    assertThat(floors.shortfalls(evaluation(figures("other", 0.9, null))))
        .singleElement()
        .asString()
        .startsWith("forum, fold 9, natural rates, insult: rocAuc was not measured");
    assertThat(floors.shortfalls(evaluation(figures("forum", Double.NaN, null)))).hasSize(1);
  }

  @Test
  void file_isReadBackAsWritten() throws IOException {
    Path file = folder.resolve("floors.csv");
    Floors floors = floors(figures("a, \"b\" + c", 0.9, new Interval(0.8, 0.95)));

    FloorsFile.write(file, floors);

    assertThat(FloorsFile.read(file)).isEqualTo(floors);
  }

  @Test
  void file_ofAnUnknownFigure_isRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("floors.csv");
    Files.writeString(
        file, "model,data,rows,label,figure,measured,limit\nm,d,r,l,weather,0.5,0.4\n");

    assertThatThrownBy(() -> FloorsFile.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("floors.csv")
        .hasMessageContaining("2")
        .hasMessageContaining("figure");
  }

  private static Floors floors(Figures figures) {
    return Floors.of(evaluation(figures));
  }

  private static Floor only(Floors floors, String data) {
    return floors.floors().stream()
        .filter(
            floor ->
                floor
                    .at()
                    .equals(
                        new FigureKey(data, "fold 9, natural rates", "insult", Measure.ROC_AUC)))
        .findFirst()
        .orElseThrow();
  }

  private static Figures figures(String data, double rocAuc, @Nullable Interval interval) {
    Intervals intervals =
        interval == null ? null : new Intervals(0.95, interval, null, new Interval(0.0, 0.1));
    return new Figures(
        data, "fold 9, natural rates", "insult", 100, 20, 0.2, rocAuc, 0.5, 0.01, intervals);
  }

  /** Of which {@code talk} is a headline. */
  private static Evaluation evaluation(Figures figures) {
    Mean mean = new Mean("talk", List.of("insult", "threat"), 0.95, new Interval(0.9, 0.97));
    return new Evaluation(
        "m-1",
        List.of(mean),
        List.of("talk"),
        List.of(figures),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
