package dev.replyguard.training;

import dev.replyguard.model.Label;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up, mild comments: each label has a word of its own that only deserving comments hold. */
public final class TestData {
  /** The seed of everything made up here, told by failing assertions through the texts' ids. */
  public static final long SEED = 7;

  private static final List<String> WORDS =
      List.of(
          "garden", "river", "music", "window", "bread", "yellow", "morning", "bicycle", "letter",
          "teacher", "winter", "paper", "market", "cloud", "story", "kitchen", "summer", "piano");
  private static final List<String> MARKERS =
      List.of(
          "grumbling",
          "thunderous",
          "gnomish",
          "noodlehead",
          "fiddlesticks",
          "pillowfight",
          "smooching",
          "bargain");

  private TestData() {}

  /** The word that comments with {@code label} hold. */
  public static String marker(Label label) {
    return MARKERS.get(label.index());
  }

  /** A made-up text without any label's word. */
  public static String text(Random random) {
    List<String> words = new ArrayList<>();
    int length = 3 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  /** The header of the documented format. */
  public static String header() {
    StringBuilder header = new StringBuilder("id,text");
    Label.ALL.forEach(label -> header.append(',').append(label.key()));
    return header.append(",sample,fold,source").toString();
  }

  /** Writes {@code rows} comments with all eight labels given. */
  public static Path write(Path file, int rows) throws IOException {
    Random random = new Random(SEED);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(header() + "\r\n");
      for (int row = 0; row < rows; row++) {
        StringBuilder text = new StringBuilder(text(random));
        StringBuilder labels = new StringBuilder();
        for (Label label : Label.ALL) {
          boolean positive = random.nextInt(5) == 0;
          if (positive) {
            text.append(", \"\"").append(marker(label)).append("\"\"");
          }
          labels.append(',').append(positive ? "1" : "0");
        }
        out.write(
            "t%d,\"%s\"%s,made-up,%d,test\r\n".formatted(row, text, labels, random.nextInt(10)));
      }
    }
    return file;
  }

  /** Writes a recipe for the file {@code comments.csv}. */
  public static Path writeRecipe(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        name: test-1
        description: A model for tests.
        languages: [en]
        date: 2026-01-31
        seed: 5
        features:
          version: 1
          hashBits: 14
          seed: 0
          wordOrders: {min: 1, max: 2}
          characterOrders: {min: 2, max: 3}
          characterScope: WORD
          termFrequency: LOGARITHMIC
          inverseDocumentFrequency: false
          unitLength: true
          structure: [LENGTH]
        training:
          minDocuments: 2
          smoothing: 1
          idfPower: 1
          ratioPower: 1
          cost: 1
          tolerance: 0.01
          maxFeatures: 1500
          mantissaBits: 8
        folds: {train: [0, 1, 2, 3, 4, 5, 6, 7], tune: 8, test: 9}
        sources:
          - file: comments
            licence: CC0-1.0
            attribution: nobody
            labels:
              {toxicity: 1, severe_toxicity: 1, identity_attack: 1, insult: 1, profanity: 1,
               threat: 1, sexually_explicit: 1, spam: 1}
            cleanWeight: 1.5
            natural: ALL
        """);
  }

  /** Gives a recipe that {@link #writeRecipe} wrote small networks, and the features for them. */
  public static void addNetworks(Path recipe, int networks) throws IOException {
    Files.writeString(
        recipe,
        Files.readString(recipe)
            .replace("version: 1", "version: 2")
            .replace("characterScope: WORD", "characterScope: TOKEN")
            .replace(
                "training:",
                """
                network:
                  vocabulary: 50
                  dimensions: 8
                  filters: 16
                  characterOrders: {min: 3, max: 4}
                  gramBits: 9
                  networks: %d
                  epochs: 6
                  learningRate: 0.1
                  dropout: 0.1
                  wordDropout: 0.1
                  maxTokens: 100
                  otherWeight: 0.5
                training:"""
                    .formatted(networks)));
  }

  /**
   * Gives a recipe that {@link #writeRecipe} wrote a small network, and a teacher who is asked
   * about spam.
   *
   * @param answers the teacher's, beside the recipe
   * @param sha256 what the recipe says of them
   * @param share of a target that is the teacher's
   */
  public static void addTeacher(Path recipe, Path answers, String sha256, double share)
      throws IOException {
    addNetworks(recipe, 1);
    Files.writeString(
        recipe,
        Files.readString(recipe)
            .replace(
                "training:",
                """
                teacher:
                  file: %s
                  sha256: %s
                  labels: [spam]
                  share: %s
                  otherWeight: 1
                  part: 0.7
                training:"""
                    .formatted(answers.getFileName(), sha256, share)));
  }
}
