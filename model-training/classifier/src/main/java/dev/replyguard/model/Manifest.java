package dev.replyguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.replyguard.model.RecommendedThresholds.OperatingPoint;
import dev.replyguard.text.FeatureSettings;
import dev.replyguard.text.FeatureSettings.CharacterScope;
import dev.replyguard.text.FeatureSettings.Orders;
import dev.replyguard.text.FeatureSettings.TermFrequency;
import dev.replyguard.text.FeatureSettings.Weighting;
import dev.replyguard.text.StructuralFeature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first entry of a bundle: how to make features and read scores, and the digest of every other
 * entry. Its own digest therefore stands for the whole content.
 *
 * @param features how features are made
 * @param calibrations for each label
 * @param thresholds for each label
 * @param entries the other entries in their order
 */
record Manifest(
    FeatureSettings features,
    Map<Label, Calibration> calibrations,
    Map<Label, RecommendedThresholds> thresholds,
    List<Entry> entries) {

  static final int FORMAT_VERSION = 5;

  /**
   * The format of bundles whose weights are in the brief form, but whose words are not respelled.
   */
  private static final int BRIEF_VERSION = 4;

  /** The format of bundles with a network whose weights are whole floats; 3 is for ONNX models. */
  private static final int NETWORK_VERSION = 2;

  /** The same without a network, which the oldest programs can read. */
  private static final int LINEAR_VERSION = 1;

  static final String FORMAT = "replyguard-bundle";

  /** An entry's name, its unpacked size in bytes and its SHA-256 in hexadecimal. */
  record Entry(String name, long size, String sha256) {}

  /** Whether there is an entry of that name. */
  boolean has(String name) {
    return find(name) != null;
  }

  Entry entry(String name) {
    Entry entry = find(name);
    if (entry == null) {
      throw new IllegalArgumentException("entries: " + name + " is missing");
    }
    return entry;
  }

  private @Nullable Entry find(String name) {
    for (Entry entry : entries) {
      if (entry.name.equals(name)) {
        return entry;
      }
    }
    return null;
  }

  static Manifest parse(byte[] bytes) {
    Json json = Json.parse(bytes, BundleArchive.MANIFEST);
    if (!json.get("format").text().equals(FORMAT)) {
      throw new IllegalArgumentException("is not a model bundle");
    }
    if (json.has("kind")) {
      throw new IllegalArgumentException(
          "holds a model of the kind " + json.get("kind").text() + ", a linear one expected here");
    }
    int version = json.get("formatVersion").integer();
    if (version > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "has format %d, newer than this program can read (%d)"
              .formatted(version, FORMAT_VERSION));
    }
    if (version < 1) {
      throw new IllegalArgumentException("has an unknown format, " + version);
    }
    List<String> labels = json.get("labels").list(Json::text);
    List<String> expected = labelKeys();
    if (!labels.equals(expected)) {
      throw new IllegalArgumentException("labels: " + expected + " expected, got " + labels);
    }
    List<Entry> entries = json.get("entries").list(Manifest::entry);
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      if (!names.add(entry.name)) {
        throw new IllegalArgumentException("entries: each name once expected");
      }
    }
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : Label.ALL) {
      calibrations.put(label, json.get("calibration").get(label.key()).build(Manifest::line));
      thresholds.put(label, json.get("thresholds").get(label.key()).build(Manifest::points));
    }
    return new Manifest(
        json.get("features").build(Manifest::features), calibrations, thresholds, entries);
  }

  private int formatVersion(boolean brief) {
    if (features.respelledAs() > 0) {
      return FORMAT_VERSION;
    }
    if (brief) {
      return BRIEF_VERSION;
    }
    return has(BundleWriter.NETWORK) ? NETWORK_VERSION : LINEAR_VERSION;
  }

  /**
   * The manifest as JSON.
   *
   * @param brief whether the weights are in the brief form, which older programs cannot read
   */
  byte[] toBytes(boolean brief) {
    ObjectNode json = JsonOutput.object();
    json.put("format", FORMAT).put("formatVersion", formatVersion(brief));
    labelKeys().forEach(json.putArray("labels")::add);
    write(features, json.putObject("features"));
    ObjectNode lines = json.putObject("calibration");
    ObjectNode recommended = json.putObject("thresholds");
    for (Label label : Label.ALL) {
      write(of(calibrations, label), lines.putArray(label.key()));
      write(of(thresholds, label), recommended.putArray(label.key()));
    }
    write(entries, json.putArray("entries"));
    return JsonOutput.write(json);
  }

  static void write(Calibration calibration, ArrayNode line) {
    for (Calibration.Point point : calibration.points()) {
      line.addObject().put("logit", point.logit()).put("calibrated", point.calibrated());
    }
  }

  static void write(RecommendedThresholds thresholds, ArrayNode points) {
    for (OperatingPoint point : thresholds.points()) {
      OperatingPointFormat.write(point, points.addObject());
    }
  }

  static void write(List<Entry> entries, ArrayNode list) {
    for (Entry entry : entries) {
      list.addObject().put("name", entry.name).put("size", entry.size).put("sha256", entry.sha256);
    }
  }

  static <T> T of(Map<Label, T> map, Label label) {
    T value = map.get(label);
    if (value == null) {
      throw new IllegalArgumentException(label.key() + ": expected, not found");
    }
    return value;
  }

  private static List<String> labelKeys() {
    List<String> keys = new ArrayList<>();
    for (Label label : Label.ALL) {
      keys.add(label.key());
    }
    return keys;
  }

  static Entry entry(Json json) {
    return new Entry(json.get("name").text(), json.get("size").size(), json.get("sha256").text());
  }

  static Calibration line(Json json) {
    return new Calibration(
        json.list(
            point ->
                new Calibration.Point(
                    point.get("logit").number(), point.get("calibrated").number())));
  }

  static RecommendedThresholds points(Json json) {
    return new RecommendedThresholds(json.list(OperatingPointFormat::parse));
  }

  private static void write(FeatureSettings features, ObjectNode json) {
    json.put("version", features.version())
        .put("hashBits", features.hashBits())
        .put("seed", features.seed());
    json.putObject("wordOrders")
        .put("min", features.wordOrders().min())
        .put("max", features.wordOrders().max());
    json.putObject("characterOrders")
        .put("min", features.characterOrders().min())
        .put("max", features.characterOrders().max());
    json.put("characterScope", features.characterScope().name())
        .put("termFrequency", features.termFrequency().name())
        .put("inverseDocumentFrequency", features.inverseDocumentFrequency())
        .put("unitLength", features.unitLength());
    ArrayNode structure = json.putArray("structure");
    features.structure().forEach(feature -> structure.add(feature.name()));
    if (features.isAdditive()) {
      json.putObject("weighting")
          .put("words", features.weighting().words())
          .put("characters", features.weighting().characters())
          .put("structure", features.weighting().structure())
          .put("normPower", features.weighting().normPower())
          .put("skipBigrams", features.weighting().skipBigrams());
    }
    if (features.respelledAs() > 0) {
      json.put("respelledAs", features.respelledAs());
    }
  }

  private static FeatureSettings features(Json json) {
    return new FeatureSettings(
        json.get("version").integer(),
        json.get("hashBits").integer(),
        json.get("seed").integer(),
        json.get("wordOrders").build(Manifest::orders),
        json.get("characterOrders").build(Manifest::orders),
        json.get("characterScope").constant(CharacterScope.class),
        json.get("termFrequency").constant(TermFrequency.class),
        json.get("inverseDocumentFrequency").flag(),
        json.get("unitLength").flag(),
        new HashSet<>(
            json.get("structure").list(feature -> feature.constant(StructuralFeature.class))),
        json.get("version").integer() == FeatureSettings.CURRENT_VERSION
            ? json.get("weighting").build(Manifest::weighting)
            : Weighting.EVEN,
        json.has("respelledAs") ? json.get("respelledAs").integer() : 0);
  }

  private static Weighting weighting(Json json) {
    return new Weighting(
        json.get("words").number(),
        json.get("characters").number(),
        json.get("structure").number(),
        json.get("normPower").number(),
        json.get("skipBigrams").flag());
  }

  private static Orders orders(Json json) {
    return new Orders(json.get("min").integer(), json.get("max").integer());
  }
}
