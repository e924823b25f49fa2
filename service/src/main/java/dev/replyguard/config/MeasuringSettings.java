package dev.replyguard.config;

/**
 * By which comments the service's decisions and the moderators are measured.
 *
 * @param sampleShare which share of what the service decides by itself joins the queue, 0 to 1
 * @param withheldShare which share of what it holds is shown without hints, as that sample is, so
 *     that nobody can tell the sample from it, 0 to 1
 */
public record MeasuringSettings(double sampleShare, double withheldShare) {

  public MeasuringSettings {
    share("review.sampleShare", sampleShare);
    share("review.withheldShare", withheldShare);
  }

  private static void share(String setting, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InvalidSettingException(setting, "0 to 1 expected, got " + value);
    }
  }
}
