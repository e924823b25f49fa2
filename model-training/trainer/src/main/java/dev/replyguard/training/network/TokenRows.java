package dev.replyguard.training.network;

import dev.replyguard.model.Label;
import dev.replyguard.model.TextReading;
import dev.replyguard.text.FeatureBuffer;
import dev.replyguard.text.FeatureExtractor;
import dev.replyguard.text.NormalizedText;
import dev.replyguard.text.TokenHashing;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.fit.SourceComments;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.TeacherSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The training comments as numbers of tokens. The tokens of the vocabulary have the first numbers,
 * in its order; all others follow in the order in which they first occur.
 */
final class TokenRows {
  private static final int LABELS = Label.ALL.size();

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * A comment.
   *
   * @param tokens their numbers, in order; cut to the longest length trained on
   * @param targets for each label the share of raters who gave it, 0 to 1
   * @param weights for each label how much the row counts, 0 where it says nothing
   * @param source the place of its source in the recipe
   * @param taught for each label the teacher's answer, 0 to 1, or NaN where it has none
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Row(int[] tokens, float[] targets, float[] weights, int source, float[] taught) {}

  private TokenRows(List<String> vocabulary) {
    vocabulary.forEach(this::number);
  }

  /**
   * Reads the training folds of all sources.
   *
   * @param known the tokens that the model knows
   * @param vocabulary those of them that have a vector of their own
   * @param maxTokens where longer texts are cut
   */
  static TokenRows read(
      Recipe recipe,
      SourceComments comments,
      RowWeights weights,
      List<String> known,
      List<String> vocabulary,
      int maxTokens)
      throws IOException {
    TokenRows rows = new TokenRows(vocabulary);
    TextReading reading = new TextReading(new FeatureExtractor(recipe.features()), known);
    for (int source = 0; source < recipe.sources().size(); source++) {
      SourceSettings settings = recipe.sources().get(source);
      int place = source;
      comments.forEach(
          settings,
          comment -> {
            float[] rowWeights = weights.of(comment, settings);
            float[] taught = taught(comment, recipe.teacher());
            boolean says = anyAbove0(rowWeights) || anyAbove0(taught);
            if (recipe.folds().train().contains(comment.fold()) && says) {
              reading.extractStructure(comment.input());
              int[] tokens = rows.tokens(reading.text(), reading.features(), maxTokens);
              if (tokens.length > 0) {
                rows.rows.add(
                    new Row(tokens, targets(comment, settings), rowWeights, place, taught));
              }
            }
          });
    }
    boolean taught = rows.rows.stream().anyMatch(row -> anyAbove0(row.taught()));
    if (recipe.teacher().isGiven() && !taught) {
      throw new DataException(
          recipe.teacher().file(), "says nothing of any comment of the training folds");
    }
    return rows;
  }

  /** The teacher's answer where it is asked, whatever else it says. */
  private static float[] taught(LabelledComment comment, TeacherSettings teacher) {
    float[] taught = comment.taught().clone();
    for (Label label : Label.ALL) {
      if (!teacher.knows(label)) {
        taught[label.index()] = Float.NaN;
      }
    }
    return taught;
  }

  private static boolean anyAbove0(float[] numbers) {
    for (float number : numbers) {
      if (number > 0) {
        return true;
      }
    }
    return false;
  }

  /** Natural sources are decided by majority, as they are measured; in others a doubt counts. */
  private static float[] targets(LabelledComment comment, SourceSettings settings) {
    float[] targets = new float[LABELS];
    boolean natural = settings.natural() == SourceSettings.Natural.ALL;
    for (Label label : Label.ALL) {
      float share = comment.isLabelled(label) ? comment.labels()[label.index()] : 0;
      float majority = comment.isPositive(label) ? 1 : 0;
      targets[label.index()] = natural ? majority : share;
    }
    return targets;
  }

  private int[] tokens(NormalizedText text, FeatureBuffer buffer, int maxTokens) {
    int[] row = new int[Math.min(buffer.tokens(), maxTokens)];
    for (int token = 0; token < row.length; token++) {
      int start = buffer.tokenStart(token);
      int length = buffer.tokenEnd(token) - start;
      row[token] = number(new String(text.padded(), start + 1, length));
    }
    return row;
  }

  private int number(String token) {
    Integer known = numbers.get(token);
    if (known != null) {
      return known;
    }
    numbers.put(token, tokens.size());
    tokens.add(token);
    return tokens.size() - 1;
  }

  /** All rows, in the order of the sources. */
  List<Row> rows() {
    return rows;
  }

  /**
   * The buckets of n-grams of each token, by its number.
   *
   * @param hashing how they are made
   */
  int[][] grams(TokenHashing hashing) {
    int[][] grams = new int[tokens.size()][];
    for (int token = 0; token < grams.length; token++) {
      char[] units = tokens.get(token).toCharArray();
      int[] buckets = new int[hashing.mostCharacterBuckets(units.length)];
      int count = hashing.characterBuckets(units, 0, units.length, buckets, 0);
      grams[token] = Arrays.copyOf(buckets, count);
    }
    return grams;
  }
}
