package dev.replyguard.training.functional;

import dev.replyguard.training.data.Split;
import java.util.List;
import java.util.Random;

/**
 * The functional suite: made-up comments that show, thing by thing, what a model should and should
 * not take for abuse. Always the same cases. Those to report on have other templates and other
 * fillers than those to tune on.
 */
public final class FunctionalSuite {
  private static final long SEED = 20261124;
  private static final int PER_IDENTITY = 1;
  private static final int PER_TEMPLATE = 8;

  private FunctionalSuite() {}

  /** The cases of {@code split}; some two thousand. */
  public static List<FunctionalCase> cases(Split split) {
    return CaseTemplates.of(split).fill(new Random(SEED), PER_IDENTITY, PER_TEMPLATE);
  }
}
