package dev.replyguard.training.functional;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.GeneratedSource;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Made-up comments that look like abuse by their words and are none, such as neutral mentions of
 * identities, negated abuse and quoted counter-speech, beside such as are abuse by the same words,
 * so that no word becomes innocent. Labels that a case does not decide are unknown.
 */
public final class HardNegatives implements GeneratedSource {
  private static final int PER_IDENTITY = 3;
  private static final int PER_TEMPLATE = 24;

  private static final List<String> OPENINGS =
      List.of("well, ", "lol ", "IMO ", "hey, ", "so ", "look, ", "hi all, ", "yes. ", "Update: ");

  private final List<Integer> folds;

  /** A source for {@link GeneratedSource#USUAL_FOLDS}. */
  public HardNegatives() {
    this(USUAL_FOLDS);
  }

  /**
   * A source.
   *
   * @param folds those that are trained on
   */
  public HardNegatives(List<Integer> folds) {
    this.folds = List.copyOf(folds);
  }

  @Override
  public String name() {
    return "hard-negatives";
  }

  @Override
  public List<LabelledComment> comments(long seed, Split split) {
    Random random = new Random(seed);
    List<LabelledComment> comments = new ArrayList<>();
    for (FunctionalCase made : CaseTemplates.of(split).fill(random, PER_IDENTITY, PER_TEMPLATE)) {
      int index = comments.size();
      comments.add(
          new LabelledComment(
              "hard-negatives-" + index,
              varied(made.text(), random),
              labels(made),
              split == Split.TRAINING
                  ? folds.get(index % folds.size())
                  : LabelledComments.REPORT_FOLD,
              name(),
              made.functionality(),
              Float.NaN));
    }
    return comments;
  }

  private static float[] labels(FunctionalCase made) {
    float[] labels = new float[Label.ALL.size()];
    Arrays.fill(labels, Float.NaN);
    made.expected().forEach((label, positive) -> labels[label.index()] = positive ? 1 : 0);
    return labels;
  }

  /** People neither begin all comments with a capital nor end them with a full stop. */
  private static String varied(String text, Random random) {
    String varied = text;
    if (random.nextInt(4) == 0 && varied.endsWith(".")) {
      varied = varied.substring(0, varied.length() - 1);
    }
    if (random.nextInt(5) == 0) {
      varied = OPENINGS.get(random.nextInt(OPENINGS.size())) + varied;
    }
    return random.nextInt(5) == 0 ? varied.toLowerCase(Locale.ROOT) : varied;
  }
}
