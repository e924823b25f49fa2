package dev.replyguard.http.perspective;

import dev.replyguard.model.Label;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * From the model's scores to those that callers' thresholds were made for: a rising line for each
 * label, as {@code replyguard-trainer parity} fits it. Immutable and safe for use by every thread.
 */
public final class ScoreParity {
  /** Every score as the model has it. */
  public static final ScoreParity NONE = new ScoreParity(Map.of());

  private static final String FORMAT = "replyguard-parity";
  private static final int VERSION = 1;
  private static final int MAX_KNOTS = 10_000;

  private final Map<Label, Line> lines;

  private ScoreParity(Map<Label, Line> lines) {
    Map<Label, Line> copy = new EnumMap<>(Label.class);
    copy.putAll(lines);
    this.lines = copy;
  }

  /** Says what is wrong with a file. */
  public static final class InvalidParityException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidParityException(String message) {
      super(message);
    }
  }

  /** A line through its corners, {@code ours} rising and {@code theirs} not falling. */
  private static final class Line {
    private final float[] ours;
    private final float[] theirs;

    Line(float[] ours, float[] theirs) {
      this.ours = ours;
      this.theirs = theirs;
    }

    float at(float score) {
      int found = Arrays.binarySearch(ours, score);
      if (found >= 0) {
        return theirs[found];
      }
      int above = -found - 1;
      if (above == 0 || above == ours.length) {
        return theirs[above == 0 ? 0 : above - 1];
      }
      float part = (score - ours[above - 1]) / (ours[above] - ours[above - 1]);
      return theirs[above - 1] + part * (theirs[above] - theirs[above - 1]);
    }
  }

  /**
   * Reads a file. Blocks.
   *
   * @param model the version of the model in use: a mapping holds for no other
   * @throws InvalidParityException where it cannot be read, is no such file or for another model
   */
  public static ScoreParity read(Path file, String model) throws InvalidParityException {
    try {
      return of(new JsonObject(Buffer.buffer(Files.readAllBytes(file))), model);
    } catch (IOException e) {
      throw new InvalidParityException(file + " cannot be read");
    } catch (DecodeException | ClassCastException e) {
      throw new InvalidParityException(file + " is no file of replyguard-trainer parity");
    } catch (IllegalArgumentException e) {
      throw new InvalidParityException(file + ": " + e.getMessage());
    }
  }

  private static ScoreParity of(JsonObject json, String model) {
    if (!FORMAT.equals(json.getString("format")) || json.getInteger("v", 0) != VERSION) {
      throw new IllegalArgumentException("format " + FORMAT + ", v " + VERSION + " expected");
    }
    if (!model.equals(json.getString("model"))) {
      throw new IllegalArgumentException(
          "a mapping for the model " + model + " expected, got one for " + json.getString("model"));
    }
    Map<Label, Line> lines = new EnumMap<>(Label.class);
    JsonObject mappings = json.getJsonObject("mappings", new JsonObject());
    for (String name : mappings.fieldNames()) {
      Label label =
          Label.ofKey(name)
              .orElseThrow(() -> new IllegalArgumentException(name + ": a label expected"));
      lines.put(label, line(name, mappings.getJsonArray(name)));
    }
    return new ScoreParity(lines);
  }

  private static Line line(String name, JsonArray knots) {
    int size = knots.size();
    if (size < 2 || size > MAX_KNOTS) {
      throw new IllegalArgumentException(name + ": 2 to " + MAX_KNOTS + " corners expected");
    }
    float[] ours = new float[size];
    float[] theirs = new float[size];
    for (int i = 0; i < size; i++) {
      JsonArray knot = knots.getJsonArray(i);
      ours[i] = knot.getFloat(0);
      theirs[i] = knot.getFloat(1);
      boolean within = ours[i] >= 0 && ours[i] <= 1 && theirs[i] >= 0 && theirs[i] <= 1;
      boolean rising = i == 0 || (ours[i] > ours[i - 1] && theirs[i] >= theirs[i - 1]);
      if (!within || !rising) {
        throw new IllegalArgumentException(name + ": a rising line within 0..1 expected");
      }
    }
    return new Line(ours, theirs);
  }

  /** The score to be told, 0..1, for the model's score of a label. */
  float of(Label label, float score) {
    Line line = lines.get(label);
    return line == null ? score : line.at(score);
  }
}
