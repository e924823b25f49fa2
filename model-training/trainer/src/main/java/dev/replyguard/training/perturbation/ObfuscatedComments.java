package dev.replyguard.training.perturbation;

import dev.replyguard.training.data.GeneratedSource;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Comments in disguise: a share of given ones, each disguised in one way, with the labels, the fold
 * and the teacher's answer it had. Both toxic and clean ones, so that a disguise by itself says
 * nothing.
 */
public final class ObfuscatedComments implements GeneratedSource {
  /**
   * What {@link dev.replyguard.text.TextNormalizer} cannot undo for sure, so what is to be learnt.
   */
  private static final List<Perturbation> KINDS =
      List.of(
          Perturbation.SPLIT,
          Perturbation.JOINED,
          Perturbation.SWAPPED,
          Perturbation.MISSING,
          Perturbation.REPEATED,
          Perturbation.LEET,
          Perturbation.EMOJI_WORDS,
          Perturbation.SPACED,
          Perturbation.DOTTED);

  private final List<LabelledComment> comments;
  private final double share;
  private final List<Integer> folds;

  /**
   * A source of disguised {@code comments}.
   *
   * @param share how many of them are taken, above 0, at most 1
   * @param folds those that are trained on
   */
  public ObfuscatedComments(List<LabelledComment> comments, double share, List<Integer> folds) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share: above 0, at most 1 expected, got " + share);
    }
    this.comments = List.copyOf(comments);
    this.share = share;
    this.folds = List.copyOf(folds);
  }

  @Override
  public String name() {
    return "obfuscated";
  }

  @Override
  public List<LabelledComment> comments(long seed, Split split) {
    Random random = new Random(seed);
    TextPerturber perturber = TextPerturber.of(split);
    List<LabelledComment> disguised = new ArrayList<>();
    for (LabelledComment comment : comments) {
      boolean taken = random.nextDouble() < share;
      Perturbation kind = KINDS.get(random.nextInt(KINDS.size()));
      boolean trained = folds.contains(comment.fold());
      if (taken && trained == (split == Split.TRAINING)) {
        String text = perturber.perturb(comment.text(), kind, random);
        if (!text.equals(comment.text())) {
          disguised.add(
              new LabelledComment(
                      name() + "-" + comment.id(),
                      text,
                      comment.labels(),
                      comment.fold(),
                      name(),
                      kind.key(),
                      Float.NaN)
                  .taughtBy(comment.taught()));
        }
      }
    }
    return disguised;
  }
}
