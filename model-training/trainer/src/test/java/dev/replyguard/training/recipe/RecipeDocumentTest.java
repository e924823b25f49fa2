package dev.replyguard.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.text.FeatureSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of recipes has every setting. */
class RecipeDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/recipe.md");

  @ParameterizedTest
  @ValueSource(
      classes = {
        Recipe.class,
        Recipe.Folds.class,
        Recipe.ReportSettings.class,
        SourceSettings.class,
        FeatureSettings.class,
        FeatureSettings.Weighting.class,
        TrainingSettings.class,
        NetworkSettings.class,
        TeacherSettings.class
      })
  void settings_areAllExplained(Class<?> settings) throws IOException {
    String document = Files.readString(DOCUMENT);

    assertThat(settings.getRecordComponents())
        .isNotEmpty()
        .extracting(RecordComponent::getName)
        .allSatisfy(setting -> assertThat(document).contains('`' + setting + '`'));
  }
}
