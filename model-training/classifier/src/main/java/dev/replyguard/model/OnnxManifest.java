package dev.replyguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first entry of a bundle with an ONNX model, as {@link Manifest} is of one with a linear
 * model. The bundle may hold a linear one beside it. Where it does not, labels that are not in
 * {@code settings.columns} are not modelled: there is neither a calibration nor a threshold for
 * them.
 *
 * @param settings how to use the model
 * @param stacking with a linear model, how much either counts, for each label; else empty
 * @param calibrations for each label that is modelled
 * @param thresholds for each label that is modelled
 * @param entries the other entries in their order
 */
record OnnxManifest(
    OnnxSettings settings,
    Map<Label, StackingWeights> stacking,
    Map<Label, Calibration> calibrations,
    Map<Label, RecommendedThresholds> thresholds,
    List<Manifest.Entry> entries) {

  static final String KIND = "onnx";

  /** Higher than any that a linear bundle had before there was another kind. */
  private static final int ALONE_VERSION = 3;

  /** The format with a linear model beside the ONNX model; 4 and 5 are of linear bundles. */
  static final int FORMAT_VERSION = 6;

  /** Stands in the list of columns for one that is about no label. */
  static final String NO_LABEL = "-";

  OnnxManifest {
    stacking.forEach(
        (label, weights) -> {
          if (weights.onnx() > 0 && !settings.labels().containsKey(label)) {
            throw new IllegalArgumentException(
                "stacking.%s.onnx: 0 expected, as no column is about that label, got %s"
                    .formatted(label.key(), weights.onnx()));
          }
        });
  }

  Manifest.Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("entries: " + name + " is missing"));
  }

  static OnnxManifest parse(byte[] bytes) {
    Json json = Json.parse(bytes, BundleArchive.MANIFEST);
    if (!json.get("format").text().equals(Manifest.FORMAT)) {
      throw new IllegalArgumentException("is not a model bundle");
    }
    String kind = json.get("kind").text();
    if (!kind.equals(KIND)) {
      throw new IllegalArgumentException("holds a model of the unknown kind " + kind);
    }
    int version = json.get("formatVersion").integer();
    if (version > FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "has format %d, newer than this program can read (%d)"
              .formatted(version, FORMAT_VERSION));
    }
    if (version != FORMAT_VERSION && version != ALONE_VERSION) {
      throw new IllegalArgumentException("has an unknown format, " + version);
    }
    OnnxSettings settings = json.get("onnx").build(OnnxManifest::settings);
    Map<Label, StackingWeights> stacking = new EnumMap<>(Label.class);
    if (version == FORMAT_VERSION) {
      for (Label label : Label.ALL) {
        stacking.put(
            label, json.get("stacking").get(label.key()).build(OnnxManifest::stackingWeights));
      }
    }
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : modelled(settings, stacking)) {
      calibrations.put(label, json.get("calibration").get(label.key()).build(Manifest::line));
      thresholds.put(label, json.get("thresholds").get(label.key()).build(Manifest::points));
    }
    return new OnnxManifest(
        settings, stacking, calibrations, thresholds, json.get("entries").list(Manifest::entry));
  }

  /** The labels that a bundle with these parts models. */
  static Set<Label> modelled(OnnxSettings settings, Map<Label, StackingWeights> stacking) {
    return stacking.isEmpty() ? settings.labels().keySet() : EnumSet.allOf(Label.class);
  }

  byte[] toBytes() {
    ObjectNode json = JsonOutput.object();
    json.put("format", Manifest.FORMAT)
        .put("formatVersion", stacking.isEmpty() ? ALONE_VERSION : FORMAT_VERSION)
        .put("kind", KIND);
    write(settings, json.putObject("onnx"));
    if (!stacking.isEmpty()) {
      write(stacking, json.putObject("stacking"));
    }
    ObjectNode lines = json.putObject("calibration");
    ObjectNode recommended = json.putObject("thresholds");
    for (Label label : modelled(settings, stacking)) {
      Manifest.write(Manifest.of(calibrations, label), lines.putArray(label.key()));
      Manifest.write(Manifest.of(thresholds, label), recommended.putArray(label.key()));
    }
    Manifest.write(entries, json.putArray("entries"));
    return JsonOutput.write(json);
  }

  private static void write(Map<Label, StackingWeights> stacking, ObjectNode json) {
    for (Label label : Label.ALL) {
      StackingWeights weights = Manifest.of(stacking, label);
      json.putObject(label.key())
          .put("linear", weights.linear())
          .put("onnx", weights.onnx())
          .put("bias", weights.bias());
    }
  }

  private static StackingWeights stackingWeights(Json json) {
    return new StackingWeights(
        json.get("linear").number(), json.get("onnx").number(), json.get("bias").number());
  }

  private static void write(OnnxSettings settings, ObjectNode json) {
    ObjectNode inputs = json.putObject("inputs").put("ids", settings.ids());
    settings.attentionMask().ifPresent(name -> inputs.put("attentionMask", name));
    settings.tokenTypes().ifPresent(name -> inputs.put("tokenTypes", name));
    json.put("output", settings.output()).put("activation", settings.activation().name());
    ArrayNode columns = json.putArray("columns");
    settings.columns().forEach(label -> columns.add(label.map(Label::key).orElse(NO_LABEL)));
    WordPieceSettings tokenizer = settings.tokenizer();
    json.putObject("tokenizer")
        .put("type", "WORDPIECE")
        .put("lowerCase", tokenizer.lowerCase())
        .put("stripAccents", tokenizer.stripAccents())
        .put("unknown", tokenizer.unknown())
        .put("first", tokenizer.first())
        .put("last", tokenizer.last())
        .put("padding", tokenizer.padding())
        .put("maxTokens", tokenizer.maxTokens())
        .put("overlap", tokenizer.overlap())
        .put("maxWindows", tokenizer.maxWindows());
  }

  private static OnnxSettings settings(Json json) {
    Json inputs = json.get("inputs");
    return new OnnxSettings(
        inputs.get("ids").text(),
        optional(inputs, "attentionMask"),
        optional(inputs, "tokenTypes"),
        json.get("output").text(),
        json.get("activation").constant(Activation.class),
        json.get("columns").list(OnnxManifest::column),
        json.get("tokenizer").build(OnnxManifest::tokenizer));
  }

  private static Optional<String> optional(Json json, String field) {
    return json.has(field) ? Optional.of(json.get(field).text()) : Optional.empty();
  }

  private static Optional<Label> column(Json json) {
    String key = json.text();
    Optional<Label> label = Label.ofKey(key);
    if (label.isEmpty() && !key.equals(NO_LABEL)) {
      throw new IllegalArgumentException(json.path() + ": no label is called \"" + key + '"');
    }
    return label;
  }

  private static WordPieceSettings tokenizer(Json json) {
    String type = json.get("type").text();
    if (!type.equals("WORDPIECE")) {
      throw new IllegalArgumentException("type: WORDPIECE expected, got " + type);
    }
    return new WordPieceSettings(
        json.get("lowerCase").flag(),
        json.get("stripAccents").flag(),
        json.get("unknown").text(),
        json.get("first").text(),
        json.get("last").text(),
        json.get("padding").text(),
        json.get("maxTokens").integer(),
        json.get("overlap").integer(),
        json.get("maxWindows").integer());
  }
}
