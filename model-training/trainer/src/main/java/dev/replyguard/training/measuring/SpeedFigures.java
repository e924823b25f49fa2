package dev.replyguard.training.measuring;

/**
 * How fast a model scores, on one thread; of each comment's times the shortest.
 *
 * @param comments how many were timed
 * @param meanCharacters how long they are
 * @param commentsPerSecond if each took its shortest time
 * @param medianMicros of a comment
 * @param p99Micros which 99 of 100 comments take at most
 * @param typicalComments how many of them have 240 to 320 characters
 * @param typicalMedianMicros of these
 */
public record SpeedFigures(
    int comments,
    double meanCharacters,
    double commentsPerSecond,
    double medianMicros,
    double p99Micros,
    int typicalComments,
    double typicalMedianMicros) {}
