package dev.replyguard.training.gate;

import java.util.Arrays;
import java.util.Optional;

/** What kind of figure has a floor, or, where lower is better, a ceiling. */
public enum Measure {
  /** Area under the ROC curve. */
  ROC_AUC("rocAuc", false),
  /** Expected calibration error. */
  CALIBRATION_ERROR("calibrationError", true),
  /** Share of cases that are right. */
  ACCURACY("accuracy", false),
  /** Area of toxic comments without an identity against other comments with it, the lowest. */
  LOWEST_BPSN_AUC("lowestBpsnAuc", false),
  /** Area of toxic comments with an identity against other comments without it, the lowest. */
  LOWEST_BNSP_AUC("lowestBnspAuc", false),
  /** Share of recall that a disguise leaves. */
  RECALL_KEPT("recallKept", false),
  /** By what part more a disguise lets be wrongly found. */
  FALSE_POSITIVE_RISE("falsePositiveRise", true),
  /** Share of honest comments that are taken for spam. */
  FALSE_ALARMS("falseAlarms", true);

  private final String key;
  private final boolean lowerIsBetter;

  Measure(String key, boolean lowerIsBetter) {
    this.key = key;
    this.lowerIsBetter = lowerIsBetter;
  }

  /** Its name in files. */
  public String key() {
    return key;
  }

  /** Whether a limit of it is a ceiling. */
  public boolean isLowerBetter() {
    return lowerIsBetter;
  }

  /** The measure of that key. */
  public static Optional<Measure> ofKey(String key) {
    return Arrays.stream(values()).filter(measure -> measure.key.equals(key)).findFirst();
  }
}
