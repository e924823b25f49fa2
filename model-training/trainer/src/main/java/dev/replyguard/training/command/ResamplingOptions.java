package dev.replyguard.training.command;

import dev.replyguard.training.evaluation.Resampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How intervals are made. */
final class ResamplingOptions {
  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "How many resamples the intervals are made from.")
  private @Nullable Integer replicates;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the resamples are drawn by; always the same if not given.")
  private @Nullable Long seed;

  /** The settings, so many replicates where nothing else was given. */
  Resampling settings(CommandSpec spec, int usualReplicates) {
    try {
      return new Resampling(
          replicates == null ? usualReplicates : replicates,
          seed == null ? Resampling.DEFAULT.seed() : seed,
          Resampling.DEFAULT.confidence());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
