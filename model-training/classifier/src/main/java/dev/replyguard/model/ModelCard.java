package dev.replyguard.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is, what it was made of and how good it is, for the people who choose it (Mitchell
 * et al., "Model Cards for Model Reporting", 2019).
 *
 * @param name such as {@code en-2026.11}: letters, digits, dots and hyphens, at most 64
 * @param description what it is for and what not, in a few sentences
 * @param languages the languages it was trained for, as BCP 47 tags
 * @param sources what it was trained on
 * @param metrics how good it is
 * @param provenance how it was made: program, settings, seed
 */
public record ModelCard(
    String name,
    String description,
    List<String> languages,
    List<Source> sources,
    List<Metric> metrics,
    String provenance) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.-]{0,63}";

  /**
   * Data the model was trained on.
   *
   * @param name of the data set
   * @param licence its SPDX identifier, or its name
   * @param rows how many of its comments were used
   */
  public record Source(String name, String licence, long rows) {
    public Source {
      if (rows < 0) {
        throw new IllegalArgumentException("rows: 0 or more expected, got " + rows);
      }
    }
  }

  /**
   * A measured figure.
   *
   * @param dataset what it was measured on
   * @param label the {@link Label#key()}, or a name such as {@code mean} for a figure over several
   * @param name such as {@code rocAuc}
   * @param value finite
   * @param interval between which bounds it lies with 95 % confidence; null where nobody measured
   */
  public record Metric(
      String dataset, String label, String name, double value, @Nullable Interval interval) {
    /** A figure without an interval. */
    public Metric(String dataset, String label, String name, double value) {
      this(dataset, label, name, value, null);
    }

    public Metric {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + ": a finite number expected, got " + value);
      }
    }
  }

  public ModelCard {
    requireName(name);
    languages = List.copyOf(languages);
    sources = List.copyOf(sources);
    metrics = List.copyOf(metrics);
  }

  /**
   * Checks a name before there is a model to have it.
   *
   * @throws IllegalArgumentException when a model cannot be called so
   */
  public static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "name: up to 64 letters, digits, dots and hyphens expected, got \"" + name + '"');
    }
  }
}
