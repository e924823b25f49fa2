package dev.replyguard.training.command;

import dev.replyguard.model.ScoringException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code replyguard-trainer}, which does nothing but lead to its subcommands. */
@Command(
    name = "replyguard-trainer",
    description = "Trains, evaluates and applies models that score comments.",
    subcommands = {
      TrainCommand.class,
      TeachCommand.class,
      RowsCommand.class,
      ImportOnnxCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      CardCommand.class,
      ScoreCommand.class,
      ParityCommand.class,
      ExplainCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = TrainerCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the message says why",
      "2:called wrongly",
      "3:compared, and the challenger is worse; evaluated, and short of a floor"
    })
public final class TrainerCommand implements Runnable {
  // Held, as java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
  private static final Logger OLCUT = Logger.getLogger("com.oracle.labs.mlrg.olcut");

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs a command line; its exit code. */
  public static int run(String... arguments) {
    CommandLine command = commandLine();
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      command
          .getErr()
          .printf(
              "error: out of memory; Java may use %d MB, start it with more: -Xmx%dm%n",
              Runtime.getRuntime().maxMemory() >> 20, Runtime.getRuntime().maxMemory() >> 19);
      command.getErr().flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** The command line, ready to be given other streams. */
  static CommandLine commandLine() {
    TRIBUO.setLevel(Level.SEVERE);
    OLCUT.setLevel(Level.SEVERE);
    return new CommandLine(new TrainerCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(TrainerCommand::report);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command expected");
  }

  /** Failures with a message for people are told as such; others are faults of ours, told whole. */
  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof IOException
        || failure instanceof UncheckedIOException
        || failure instanceof ScoringException) {
      String message = failure.getMessage();
      err.println("error: " + (message == null ? failure.toString() : message));
    } else {
      failure.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = TrainerCommand.class.getPackage().getImplementationVersion();
      return new String[] {"replyguard-trainer " + (version == null ? "(built here)" : version)};
    }
  }
}
