package dev.replyguard.training;

/** Is told how far a long task is. Called from the threads that do the task. */
public interface Progress {
  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String task, long size) {}

        @Override
        public void step(String detail, long size) {}
      };

  /**
   * A task begins, and the one before it is over.
   *
   * @param task what is done
   * @param size of all its steps together, or -1 where nobody knows
   */
  void begin(String task, long size);

  /**
   * A step of size one begins, and the one before it is over.
   *
   * @param detail what it is about; never a comment's text
   */
  default void step(String detail) {
    step(detail, 1);
  }

  /**
   * A step begins, and the one before it is over.
   *
   * @param detail what it is about; never a comment's text
   * @param size how much of the task it is; what is left is guessed from that
   */
  void step(String detail, long size);

  /**
   * Something of the current step is done.
   *
   * @param done how much in all, from 0 to its size
   */
  default void advance(long done) {}
}
