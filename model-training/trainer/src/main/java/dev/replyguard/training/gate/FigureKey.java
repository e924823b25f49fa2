package dev.replyguard.training.gate;

/**
 * Which figure of an evaluation.
 *
 * @param data the comments or cases
 * @param rows which of them, or at which threshold
 * @param label the label's key, or what else the figure is about
 * @param measure what of it
 */
public record FigureKey(String data, String rows, String label, Measure measure) {}
