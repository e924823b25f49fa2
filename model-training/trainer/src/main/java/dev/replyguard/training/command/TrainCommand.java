package dev.replyguard.training.command;

import dev.replyguard.training.Progress;
import dev.replyguard.training.Training;
import dev.replyguard.training.cache.TrainingCache;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.data.TeacherAnswers;
import dev.replyguard.training.preflight.Preflight;
import dev.replyguard.training.preflight.Preflight.Findings;
import dev.replyguard.training.recipe.RecipeFile;
import dev.replyguard.training.report.ConsoleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: data and a recipe in, a bundle out. */
@Command(
    name = "train",
    description = {
      "Trains a model by a recipe. The same recipe and the same data give the same bytes. First all "
          + "files are looked through, and what is wrong with them is told at once.",
      "What was worked out is kept in a cache: a training that was interrupted goes on behind the "
          + "last finished label.",
      "The shipped recipe takes some minutes and 6 GB of memory: give Java -Xmx5g."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  java -Xmx5g -jar replyguard-trainer.jar train --recipe recipes/replyguard-en.yaml"
            + " --data data --out replyguard-en.bundle")
final class TrainCommand implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Mixin private TrainingInput input = new TrainingInput();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The bundle to write; it appears whole or not at all.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private CacheChoice cacheChoice = new CacheChoice();

  @Option(
      names = "--cache-limit",
      defaultValue = "4096",
      paramLabel = "MB",
      description =
          "What the cache may hold beside what this training uses; ${DEFAULT-VALUE} if not given.")
  private long cacheLimit;

  @Mixin private ProgressOption progressOption = new ProgressOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Where to keep what was worked out. */
  private static final class CacheChoice {
    @Option(
        names = "--cache",
        paramLabel = "DIR",
        description =
            "The folder of the cache; that of --out with .cache behind its name if not given. It"
                + " may be deleted when no training runs.")
    private @Nullable Path folder;

    @Option(names = "--no-cache", description = "Take nothing from a cache, and keep nothing.")
    private boolean none;
  }

  @Override
  public Integer call() throws IOException {
    RecipeFile read = input.load();
    Training.Result result;
    try (ConsoleProgress progress = progressOption.open()) {
      TeacherAnswers teacher = check(read, progress).teacher();
      result = new Training(read.recipe(), input.data(), teacher, cache(), progress).run();
      progress.begin("Packing", 1);
      write(out, result.bundle().toBytes());
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(ConsoleReport.of(result.evaluation(), result.bundle().thresholds()));
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  private Findings check(RecipeFile read, Progress progress) throws IOException {
    Findings findings =
        new Preflight(read, input.data(), progress)
            .run(List.of(out), Runtime.getRuntime().maxMemory());
    findings.notes().forEach(this::note);
    note(
        String.format(
            Locale.ROOT,
            "about %,.0f MB of heap needed, Java has %,.0f MB",
            findings.memory().heap() / MEBIBYTE,
            Runtime.getRuntime().maxMemory() / MEBIBYTE));
    return findings;
  }

  private TrainingCache cache() throws IOException {
    if (cacheChoice.none) {
      return TrainingCache.none();
    }
    Path folder =
        cacheChoice.folder == null
            ? out.resolveSibling(out.getFileName() + ".cache")
            : cacheChoice.folder;
    note("cache in " + folder);
    return TrainingCache.open(folder, cacheLimit * (long) MEBIBYTE, Clock.systemUTC(), this::note);
  }

  private void note(String note) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("note: " + note);
    err.flush();
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    try (ReplacedFile file = ReplacedFile.of(path)) {
      file.stream().write(bytes);
      file.commit();
    }
  }
}
