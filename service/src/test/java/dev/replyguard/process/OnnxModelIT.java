package dev.replyguard.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.model.Calibration;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.model.OnnxBundleWriter;
import dev.replyguard.model.RecommendedThresholds;
import dev.replyguard.model.StackingWeights;
import dev.replyguard.model.onnx.MadeUpOnnxModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar with the optional one beside it, and without. */
class OnnxModelIT {
  private static final Path OPTIONAL =
      Path.of("..", "model-training", "onnx", "target", "replyguard-onnx.jar");
  private static final Path SHIPPED =
      Path.of("..", "model-training", "models", "replyguard-en.bundle");

  private final Path directory;
  private final Path model;

  OnnxModelIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.model = MadeUpOnnxModel.usual().bundle(directory);
  }

  @Test
  void start_optionalJarBesideTheOther_judgesByTheOnnxModel() throws Exception {
    try (ServiceProcess service = startWithBothJars(model)) {
      JsonObject rejected = service.api().comment("c1", MadeUpOnnxModel.INSULTING).json();
      JsonObject approved = service.api().comment("c2", MadeUpOnnxModel.FRIENDLY).json();

      assertThat(rejected.getString("model")).startsWith("made-up-onnx-");
      assertThat(rejected.getString("verdict")).isEqualTo("reject");
      JsonObject reason = rejected.getJsonArray("reasons").getJsonObject(0);
      assertThat(reason.getString("rule")).isEqualTo("insult.reject");
      assertThat(reason.getJsonArray("matches")).isEmpty();
      assertThat(rejected.getJsonObject("scores").getDouble("insult")).isGreaterThan(0.99);
      assertThat(rejected.getJsonObject("scores").containsKey("spam")).isTrue();
      assertThat(rejected.getJsonObject("scores").getValue("spam")).isNull();
      assertThat(approved.getString("verdict")).isEqualTo("approve");
      assertThat(service.api().get("/v1/comments/c1").json().getJsonObject("scores"))
          .isEqualTo(rejected.getJsonObject("scores"));

      JsonObject text = new JsonObject().put("text", MadeUpOnnxModel.FRIENDLY);
      JsonObject body = new JsonObject().put("comments", new JsonArray().add(text));
      JsonObject result =
          service
              .api()
              .post("/v1/scores?explain=true", body)
              .json()
              .getJsonArray("results")
              .getJsonObject(0);
      assertThat(result.containsKey("contributions")).isTrue();
      assertThat(result.getValue("contributions")).isNull();
      assertThat(service.management().get("/metrics").body())
          .contains("replyguard_score_seconds_count 3")
          .contains("replyguard_pool_queue{pool=\"scoring\"} 0.0")
          .contains("replyguard_pool_timeouts_total{pool=\"scoring\"} 0.0");
      service.terminate();
      assertThat(service.exitCode()).isZero();
    }
  }

  @Test
  void start_bundleWithALinearModelBeside_judgesByBoth_andExplainsExactly() throws Exception {
    try (ServiceProcess service = startWithBothJars(both())) {
      JsonObject rejected = service.api().comment("c1", MadeUpOnnxModel.INSULTING).json();

      assertThat(rejected.getString("verdict")).isEqualTo("reject");
      assertThat(rejected.getJsonObject("scores").getDouble("spam")).isBetween(0.0, 0.5);
      JsonObject reason = rejected.getJsonArray("reasons").getJsonObject(0);
      assertThat(reason.getString("rule")).isEqualTo("insult.reject");
      assertThat(reason.getJsonArray("features")).contains("wording as a whole");

      JsonObject text = new JsonObject().put("text", MadeUpOnnxModel.INSULTING);
      JsonObject body = new JsonObject().put("comments", new JsonArray().add(text));
      JsonObject insult =
          service
              .api()
              .post("/v1/scores?explain=true", body)
              .json()
              .getJsonArray("results")
              .getJsonObject(0)
              .getJsonArray("contributions")
              .getJsonObject(Label.INSULT.index());
      assertThat(insult.getString("label")).isEqualTo("insult");
      BigDecimal sum = decimal(insult, "bias").add(decimal(insult, "rest"));
      for (Object part : insult.getJsonArray("parts")) {
        sum = sum.add(decimal((JsonObject) part, "weight"));
      }
      assertThat(sum).isEqualByComparingTo(decimal(insult, "logit"));
      service.terminate();
      assertThat(service.exitCode()).isZero();
    }
  }

  private ServiceProcess startWithBothJars(Path bundle) throws Exception {
    Path jar = Files.copy(ServiceProcess.JAR, directory.resolve("replyguard.jar"));
    Files.copy(OPTIONAL, directory.resolve("replyguard-onnx.jar"));
    return ServiceProcess.startJar(
        jar,
        directory,
        Map.of("REPLYGUARD_DEMO_SITE_KEY", ServiceProcess.SITE_KEY),
        List.of("--model", bundle.toString(), "--port=0", "--management-port=0"));
  }

  private static BigDecimal decimal(JsonObject object, String field) {
    return new BigDecimal(object.getValue(field).toString());
  }

  /** The made-up model with the shipped one beside it, which knows all other labels. */
  private Path both() throws IOException {
    OnnxBundleWriter alone = MadeUpOnnxModel.usual().parts(directory);
    ModelBundle shipped = ModelBundle.read(SHIPPED);
    Map<Label, StackingWeights> stacking = new EnumMap<>(Label.class);
    Label.ALL.forEach(label -> stacking.put(label, StackingWeights.LINEAR));
    alone
        .settings()
        .labels()
        .keySet()
        .forEach(label -> stacking.put(label, new StackingWeights(0.1, 1, 0)));
    Map<Label, Calibration> calibrations = new EnumMap<>(shipped.calibrations());
    calibrations.putAll(alone.calibrations());
    Map<Label, RecommendedThresholds> thresholds = new EnumMap<>(shipped.thresholds());
    thresholds.putAll(alone.thresholds());
    Path file = directory.resolve("both.bundle");
    new OnnxBundleWriter(
            alone.card(),
            alone.settings(),
            alone.vocabulary(),
            alone.model(),
            Optional.of(new OnnxBundleWriter.LinearPart(SHIPPED, stacking)),
            calibrations,
            thresholds,
            alone.evaluation())
        .write(file);
    return file;
  }

  @Test
  void start_withoutTheOptionalJar_saysWhatIsMissing() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.run(
            directory,
            Map.of(),
            List.of("--model", model.toString(), "--port=0", "--management-port=0"))) {
      assertThat(service.exitCode()).isEqualTo(1);
      assertThat(service.errors())
          .contains(
              "model: "
                  + model
                  + ": holds an ONNX model, which needs replyguard-onnx.jar beside the program's"
                  + " jar: there is none");
    }
  }

  @Test
  void jars_haveNothingOfEachOther() throws IOException {
    try (JarFile service = new JarFile(ServiceProcess.JAR.toFile());
        JarFile optional = new JarFile(OPTIONAL.toFile())) {
      List<String> own = service.stream().map(ZipEntry::getName).toList();
      List<String> added =
          optional.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();

      assertThat(own).noneMatch(name -> name.startsWith("ai/onnxruntime/"));
      assertThat(added)
          .contains("ai/onnxruntime/OrtSession.class")
          .doesNotContainAnyElementsOf(own);
      assertThat(optional.stream().map(ZipEntry::getName))
          .contains("META-INF/licenses/onnxruntime.txt")
          .noneMatch(name -> name.endsWith(".pdb") || name.contains(".dSYM/"));
      assertThat(service.getManifest().getMainAttributes().getValue("Class-Path"))
          .isEqualTo("replyguard-onnx.jar");
    }
  }
}
