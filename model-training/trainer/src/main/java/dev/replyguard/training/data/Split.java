package dev.replyguard.training.data;

/** What made-up comments are for. The two never share a template or a filler. */
public enum Split {
  /** To train and tune on. */
  TRAINING,
  /** To report on, never to choose by. */
  REPORT
}
