package dev.replyguard.process;

import dev.replyguard.model.CommentClassifier;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.TribuoReference;
import java.nio.file.Path;
import java.util.List;

/**
 * Run on the service's own class path: does Tribuo's model load, and say what the flat one says?
 */
public final class TribuoProbe {
  static final String AGREED = "agreed";

  private static final double TOLERANCE = 1e-6;

  private TribuoProbe() {}

  /** Compares on some texts; {@code arguments} is the bundle's path. */
  public static void main(String... arguments) throws Exception {
    ModelBundle bundle = ModelBundle.read(Path.of(arguments[0]));
    TribuoReference tribuo = TribuoReference.of(bundle);
    CommentClassifier flat = CommentClassifier.of(bundle);
    for (String text : List.of("The garden is in bloom", "You nincompoop", "goose")) {
      double[] expected = tribuo.probabilities(text);
      double[] logits = flat.logits(text);
      for (int label = 0; label < expected.length; label++) {
        double actual = 1 / (1 + Math.exp(-logits[label]));
        if (!(Math.abs(actual - expected[label]) < TOLERANCE)) {
          throw new IllegalStateException(label + ": " + expected[label] + " or " + actual + "?");
        }
      }
    }
    System.out.println(AGREED);
  }
}
