package dev.replyguard.training;

/** Is told how far a long task is. Called from the thread that does the task. */
public interface Progress {
  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String task, long steps) {}

        @Override
        public void step(String detail) {}
      };

  /**
   * A task begins, and the one before it is over.
   *
   * @param task what is done
   * @param steps how many {@link #step}s it has, or -1 where nobody knows
   */
  void begin(String task, long steps);

  /**
   * A step begins.
   *
   * @param detail what it is about; never a comment's text
   */
  void step(String detail);
}
