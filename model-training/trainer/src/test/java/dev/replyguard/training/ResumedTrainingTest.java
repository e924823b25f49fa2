package dev.replyguard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.model.Label;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedTrainingTest {
  @TempDir private Path folder = Path.of("");
  private final List<String> notes = new ArrayList<>();
  private Recipe recipe;
  private byte[] uninterrupted = {};

  @BeforeEach
  void trainWithoutInterruption() throws IOException {
    TestData.write(folder.resolve("comments.csv"), 600);
    recipe = RecipeReader.read(TestData.writeRecipe(folder.resolve("recipe.yaml")));
    uninterrupted = new Training(recipe, folder, Progress.SILENT).run().bundle().toBytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"toxicity", "insult", "spam"})
  void interruptedAtALabel_goesOnBehindTheLastFinishedOneToTheSameBytes(String label)
      throws IOException {
    assertThatThrownBy(() -> train(new Interruption(label)))
        .isInstanceOf(InterruptedTraining.class);
    Map<Path, Object> finished = written("weights");

    byte[] resumed = train(Progress.SILENT);

    assertThat(finished).hasSize(Label.ofKey(label).orElseThrow().index());
    assertThat(written("weights")).hasSize(Label.ALL.size()).containsAllEntriesOf(finished);
    assertThat(resumed).isEqualTo(uninterrupted);
    assertThat(notes).isEmpty();
  }

  @Test
  void interruptedInTheCalibration_trainsNothingAgain() throws IOException {
    assertThatThrownBy(() -> train(new Interruption("Calibrating")))
        .isInstanceOf(InterruptedTraining.class);
    Map<Path, Object> finished = written("weights");
    assertThat(finished).hasSize(Label.ALL.size());

    assertThat(train(Progress.SILENT)).isEqualTo(uninterrupted);
    assertThat(written("weights")).isEqualTo(finished);
  }

  @Test
  void damagedEntries_areMadeAgain() throws IOException {
    train(Progress.SILENT);
    for (String kind : List.of("features", "weights")) {
      Path entry = entries(kind).get(0);
      byte[] bytes = Files.readAllBytes(entry);
      bytes[bytes.length / 2] ^= 1;
      Files.write(entry, bytes);
    }

    byte[] again = train(Progress.SILENT);

    assertThat(again).isEqualTo(uninterrupted);
    assertThat(notes).hasSize(2).allMatch(note -> note.contains("damaged"));
    assertThat(entries("features")).hasSize(1);
    assertThat(entries("weights")).hasSize(Label.ALL.size());
  }

  @Test
  void otherData_takesNothingFromTheCache() throws IOException {
    train(Progress.SILENT);
    Path file = folder.resolve("comments.csv");
    Files.writeString(file, Files.readString(file).replaceFirst("garden", "flower"));
    byte[] other = new Training(recipe, folder, Progress.SILENT).run().bundle().toBytes();

    assertThat(train(Progress.SILENT)).isEqualTo(other).isNotEqualTo(uninterrupted);
    assertThat(entries("features")).hasSize(2);
  }

  @Test
  void anotherCost_takesTheFeaturesAndNoWeights() throws IOException {
    train(Progress.SILENT);
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, Files.readString(file).replace("cost: 1", "cost: 2"));
    recipe = RecipeReader.read(file);
    byte[] other = new Training(recipe, folder, Progress.SILENT).run().bundle().toBytes();

    assertThat(train(Progress.SILENT)).isEqualTo(other).isNotEqualTo(uninterrupted);
    assertThat(entries("features")).hasSize(1);
    assertThat(entries("weights")).hasSize(2 * Label.ALL.size());
  }

  @Test
  void anotherName_takesAllFromTheCache() throws IOException {
    train(Progress.SILENT);
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, Files.readString(file).replace("name: test-1", "name: test-2"));
    recipe = RecipeReader.read(file);

    Map<Path, Object> first = written("weights");
    train(Progress.SILENT);

    assertThat(written("weights")).hasSize(Label.ALL.size()).isEqualTo(first);
  }

  @Test
  void anAdditiveModelWithNetworks_isTheSameFromTheCache() throws IOException {
    Path file = folder.resolve("recipe.yaml");
    TestData.addNetworks(file, 3);
    recipe = RecipeReader.read(file);
    byte[] whole = new Training(recipe, folder, Progress.SILENT).run().bundle().toBytes();
    assertThatThrownBy(() -> train(new Interruption("Calibrating")))
        .isInstanceOf(InterruptedTraining.class);
    Files.delete(entries("network").get(1));
    Map<Path, Object> kept = written("network");

    assertThat(train(Progress.SILENT)).isEqualTo(whole);
    assertThat(written("network")).hasSize(3).containsAllEntriesOf(kept);
    assertThat(notes).isEmpty();
  }

  private byte[] train(Progress progress) throws IOException {
    TrainingCache cache =
        TrainingCache.open(folder.resolve("cache"), Long.MAX_VALUE, Clock.systemUTC(), notes::add);
    return new Training(recipe, folder, TeacherAnswers.NONE, cache, progress)
        .run()
        .bundle()
        .toBytes();
  }

  /**
   * The entries of the cache, each with what tells its file from any other: what is made again is
   * written to a new one.
   */
  private Map<Path, Object> written(String kind) throws IOException {
    Map<Path, Object> files = new HashMap<>();
    for (Path entry : entries(kind)) {
      BasicFileAttributes file = Files.readAttributes(entry, BasicFileAttributes.class);
      files.put(entry, List.of(String.valueOf(file.fileKey()), file.creationTime()));
    }
    return files;
  }

  private List<Path> entries(String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
      return files.filter(f -> String.valueOf(f.getFileName()).startsWith(kind)).toList();
    }
  }

  private static final class InterruptedTraining extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends a training as its process may be ended: between two lines of code. */
  private record Interruption(String at) implements Progress {
    @Override
    public void begin(String task, long size) {
      interruptIf(task);
    }

    @Override
    public void step(String detail, long size) {
      interruptIf(detail);
    }

    private void interruptIf(String here) {
      if (here.equals(at)) {
        throw new InterruptedTraining();
      }
    }
  }
}
