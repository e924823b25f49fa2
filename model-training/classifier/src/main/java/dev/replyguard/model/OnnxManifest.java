package dev.replyguard.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first entry of a bundle with an ONNX model, as {@link Manifest} is of one with a linear
 * model. Labels that are not in {@code settings.columns} are not modelled: there is neither a
 * calibration nor a threshold for them.
 *
 * @param settings how to use the model
 * @param calibrations for each label that the model knows
 * @param thresholds for each label that the model knows
 * @param entries the other entries in their order
 */
record OnnxManifest(
    OnnxSettings settings,
    Map<Label, Calibration> calibrations,
    Map<Label, RecommendedThresholds> thresholds,
    List<Manifest.Entry> entries) {

  static final String KIND = "onnx";

  /** Higher than any that a linear bundle had before there was another kind. */
  static final int FORMAT_VERSION = 3;

  /** Stands in the list of columns for one that is about no label. */
  static final String NO_LABEL = "-";

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
    if (version < FORMAT_VERSION) {
      throw new IllegalArgumentException("has an unknown format, " + version);
    }
    OnnxSettings settings = json.get("onnx").build(OnnxManifest::settings);
    Map<Label, Calibration> calibrations = new EnumMap<>(Label.class);
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(Label.class);
    for (Label label : settings.labels().keySet()) {
      calibrations.put(label, json.get("calibration").get(label.key()).build(Manifest::line));
      thresholds.put(label, json.get("thresholds").get(label.key()).build(Manifest::points));
    }
    return new OnnxManifest(
        settings, calibrations, thresholds, json.get("entries").list(Manifest::entry));
  }

  byte[] toBytes() {
    ObjectNode json = JsonOutput.object();
    json.put("format", Manifest.FORMAT).put("formatVersion", FORMAT_VERSION).put("kind", KIND);
    write(settings, json.putObject("onnx"));
    ObjectNode lines = json.putObject("calibration");
    ObjectNode recommended = json.putObject("thresholds");
    for (Label label : settings.labels().keySet()) {
      Manifest.write(Manifest.of(calibrations, label), lines.putArray(label.key()));
      Manifest.write(Manifest.of(thresholds, label), recommended.putArray(label.key()));
    }
    Manifest.write(entries, json.putArray("entries"));
    return JsonOutput.write(json);
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
