package dev.replyguard.text;

import java.util.List;

/** Takes the features of what a text holds beside words and links. Immutable. */
final class SurfaceFeatures {
  /** The names of the steps of {@link StructuralFeature#CONTACTS}. */
  static final List<String> CONTACTS =
      List.of(
          "",
          "mail address",
          "telephone number",
          "handle with @",
          "messenger named beside an address, a number or a handle");

  /** The names of the steps of {@link StructuralFeature#AMOUNTS}. */
  static final List<String> AMOUNTS =
      List.of(
          "",
          "1 amount of money",
          "2 or 3 amounts of money",
          "4 amounts of money or more",
          "money for a time, such as a day",
          "1 or 2 percentages",
          "3 percentages or more",
          "number of seven digits or more");

  /** The names of the steps of {@link StructuralFeature#SPUN_TEXT}. */
  static final List<String> SPUN =
      List.of("", "choice of words in braces", "choices of words in braces");

  private final StructureSink sink;

  SurfaceFeatures(StructureSink sink) {
    this.sink = sink;
  }

  /** Takes them; {@code messenger} tells whether the text names one. */
  void extract(Surface surface, boolean messenger, FeatureBuffer into) {
    sink.addIf(surface.mails > 0, StructuralFeature.CONTACTS, 1, into);
    sink.addIf(surface.phones > 0, StructuralFeature.CONTACTS, 2, into);
    sink.addIf(surface.handles > 0, StructuralFeature.CONTACTS, 3, into);
    int reachable = surface.mails + surface.phones + surface.handles + surface.longNumbers;
    sink.addIf(messenger && reachable + surface.links > 0, StructuralFeature.CONTACTS, 4, into);
    int amounts = surface.amounts;
    sink.addIf(amounts == 1, StructuralFeature.AMOUNTS, 1, into);
    sink.addIf(amounts > 1 && amounts < 4, StructuralFeature.AMOUNTS, 2, into);
    sink.addIf(amounts > 3, StructuralFeature.AMOUNTS, 3, into);
    sink.addIf(surface.rates > 0, StructuralFeature.AMOUNTS, 4, into);
    int percents = surface.percents;
    sink.addIf(percents > 0 && percents < 3, StructuralFeature.AMOUNTS, 5, into);
    sink.addIf(percents > 2, StructuralFeature.AMOUNTS, 6, into);
    sink.addIf(surface.longNumbers > 0, StructuralFeature.AMOUNTS, 7, into);
    sink.addIf(surface.spun == 1, StructuralFeature.SPUN_TEXT, 1, into);
    sink.addIf(surface.spun > 1, StructuralFeature.SPUN_TEXT, 2, into);
  }
}
