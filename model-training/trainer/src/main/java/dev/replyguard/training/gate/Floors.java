package dev.replyguard.training.gate;

import dev.replyguard.training.measuring.Evaluation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a model is held to.
 *
 * @param model the version of the bundle that was measured
 * @param floors one for each figure
 */
public record Floors(String model, List<Floor> floors) {
  private static final double STEPS = 10_000;

  /** What floating point makes of a limit that has four digits. */
  private static final double TINY = 1e-6;

  public Floors {
    floors = List.copyOf(floors);
  }

  /** The floors of a model: just below what was measured. */
  public static Floors of(Evaluation evaluation) {
    List<Floor> floors = new ArrayList<>();
    GatedFigures.of(evaluation)
        .forEach(
            (key, figure) -> {
              if (figure.isSure()) {
                double limit = rounded(figure.limit(key.measure()), key.measure());
                floors.add(new Floor(key, figure.value(), limit));
              }
            });
    return new Floors(evaluation.model(), floors);
  }

  /**
   * The floors about some data only.
   *
   * @param data the names of comments or cases
   */
  public Floors about(Collection<String> data) {
    return new Floors(
        model, floors.stream().filter(floor -> data.contains(floor.at().data())).toList());
  }

  /** To four digits, away from what was measured. */
  private static double rounded(double limit, Measure measure) {
    double steps = limit * STEPS;
    return (measure.isLowerBetter() ? Math.ceil(steps - TINY) : Math.floor(steps + TINY)) / STEPS;
  }

  /** What an evaluation falls short of, in a line each; also a figure that it lacks. */
  public List<String> shortfalls(Evaluation evaluation) {
    Map<FigureKey, GatedFigures.Gated> now = GatedFigures.of(evaluation);
    List<String> shortfalls = new ArrayList<>();
    for (Floor floor : floors) {
      GatedFigures.Gated figure = now.get(floor.at());
      if (figure == null) {
        FigureKey at = floor.at();
        shortfalls.add(
            "%s, %s, %s: %s was not measured; are its files there?"
                .formatted(at.data(), at.rows(), at.label(), at.measure().key()));
      } else if (floor.isBroken(figure.value())) {
        shortfalls.add(floor.broken(figure.value()));
      }
    }
    return shortfalls;
  }
}
