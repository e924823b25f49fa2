package dev.replyguard.training;

import dev.replyguard.training.command.TrainerCommand;

/** Entry point of {@code replyguard-trainer.jar}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and exits: 0 when it is done, 1 when it failed, 2 when it was called wrongly,
   * 3 when a model is worse than another, or short of a floor.
   */
  public static void main(String[] arguments) {
    System.exit(TrainerCommand.run(arguments));
  }
}
