package dev.replyguard.training.excerpt;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.Sha256;
import dev.replyguard.training.functional.IdentitySwap;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes short comments out of given ones: sentences that name an identity with one drawn by lot in
 * its place, half of them as they are too, and some of the others, more of what its labels call
 * abuse. Nobody has labelled them: they are there to be answered by a teacher, which so tells what
 * single sentences mean and which words make no difference. For one use and one thread.
 */
public final class Excerpts {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 300;
  private static final double OF_SENTENCES_WITH_IDENTITY = 0.5;
  private static final double OF_SENTENCES_OF_ABUSE = 0.35;
  private static final double OF_OTHERS = 0.03;
  private static final int ID_BYTES = 6;

  private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?])\\s+|\\n+");
  private static final float[] UNLABELLED = new float[Label.ALL.size()];

  static {
    Arrays.fill(UNLABELLED, Float.NaN);
  }

  private final Random random;
  private final List<Integer> folds;
  private final IdentitySwap identities = new IdentitySwap();
  private final MessageDigest digest = Sha256.digest();
  private final Set<String> texts = new HashSet<>();
  private final List<LabelledComment> excerpts = new ArrayList<>();

  /**
   * A making of excerpts.
   *
   * @param seed the same one, and the same comments in the same order, give the same excerpts
   * @param folds those that are trained on: of comments of others nothing is taken
   */
  public Excerpts(long seed, List<Integer> folds) {
    this.random = new Random(seed);
    this.folds = List.copyOf(folds);
  }

  /** Takes excerpts of {@code comment}. */
  public void add(LabelledComment comment) {
    if (!folds.contains(comment.fold())) {
      return;
    }
    List<String> sentences = BETWEEN_SENTENCES.splitAsStream(comment.text()).toList();
    double share = isAbuse(comment) ? OF_SENTENCES_OF_ABUSE : OF_OTHERS;
    for (String sentence : sentences) {
      boolean named = identities.names(sentence);
      boolean taken = random.nextDouble() < (named ? OF_SENTENCES_WITH_IDENTITY : share);
      // A comment of one sentence is there already.
      if (taken && sentences.size() > 1) {
        keep(sentence, comment);
      }
      if (named) {
        keep(identities.swap(sentence, random), comment);
      }
    }
  }

  private static boolean isAbuse(LabelledComment comment) {
    return Label.ALL.stream().anyMatch(label -> label != Label.SPAM && comment.isPositive(label));
  }

  private void keep(String sentence, LabelledComment from) {
    String text = sentence.strip();
    boolean fits = text.length() >= SHORTEST && text.length() <= LONGEST && text.indexOf(' ') > 0;
    if (fits && texts.add(text.toLowerCase(Locale.ROOT))) {
      excerpts.add(
          new LabelledComment(
              id(text), text, UNLABELLED, from.fold(), "excerpts", from.source(), Float.NaN));
    }
  }

  /** By the text, so that a teacher's answer is never taken for that of another. */
  private String id(String text) {
    byte[] hash = digest.digest(Sha256.utf8(text));
    return HexFormat.of().formatHex(hash, 0, ID_BYTES);
  }

  /** All that were taken, each text once, in the order of the comments. */
  public List<LabelledComment> comments() {
    return List.copyOf(excerpts);
  }
}
