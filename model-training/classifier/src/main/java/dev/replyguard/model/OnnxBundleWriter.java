package dev.replyguard.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packs an ONNX text classifier into a bundle, by itself or with a linear model that is scored
 * beside it. The same parts give the same bytes.
 *
 * @param card what the model is
 * @param settings how to use it
 * @param vocabulary its tokens, by number
 * @param model the ONNX file, weights and all
 * @param linear the linear model, where there is one
 * @param calibrations one for each label of the settings; with a linear model, for every label
 * @param thresholds as {@code calibrations}
 * @param evaluation the whole evaluation report as JSON
 */
public record OnnxBundleWriter(
    ModelCard card,
    OnnxSettings settings,
    List<String> vocabulary,
    Path model,
    Optional<LinearPart> linear,
    Map<Label, Calibration> calibrations,
    Map<Label, RecommendedThresholds> thresholds,
    String evaluation) {

  /**
   * A linear model beside the ONNX model.
   *
   * @param bundle the file of a {@link ModelBundle}
   * @param stacking for every label how much either counts
   */
  public record LinearPart(Path bundle, Map<Label, StackingWeights> stacking) {
    public LinearPart {
      stacking = Map.copyOf(stacking);
      for (Label label : Label.ALL) {
        Manifest.of(stacking, label);
      }
    }
  }

  public OnnxBundleWriter {
    vocabulary = List.copyOf(vocabulary);
    calibrations = Map.copyOf(calibrations);
    thresholds = Map.copyOf(thresholds);
    Vocabulary.check(vocabulary, settings.tokenizer());
    for (Label label : OnnxManifest.modelled(settings, stacking(linear))) {
      Manifest.of(calibrations, label);
      Manifest.of(thresholds, label);
    }
  }

  /**
   * Writes the bundle to a file, which is replaced: callers who must not lose what was there write
   * to another and move it.
   *
   * @throws BundleException when the model cannot be read
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    Map<String, ByteBuffer> content = new LinkedHashMap<>();
    content.put(OnnxBundle.CARD, ByteBuffer.wrap(ModelCardFormat.write(card)));
    content.put(
        OnnxBundle.EVALUATION, ByteBuffer.wrap(evaluation.getBytes(StandardCharsets.UTF_8)));
    content.put(OnnxBundle.VOCABULARY, ByteBuffer.wrap(Vocabulary.write(vocabulary)));
    content.put(OnnxBundle.MODEL, map(model));
    if (linear.isPresent()) {
      content.put(OnnxBundle.LINEAR, map(linear.get().bundle()));
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    content.forEach(
        (name, bytes) ->
            entries.add(new Manifest.Entry(name, bytes.remaining(), Sha256.hex(bytes))));
    Map<String, ByteBuffer> all = new LinkedHashMap<>();
    all.put(
        BundleArchive.MANIFEST,
        ByteBuffer.wrap(
            new OnnxManifest(settings, stacking(linear), calibrations, thresholds, entries)
                .toBytes()));
    all.putAll(content);
    StoredArchive.write(file, all);
  }

  private static Map<Label, StackingWeights> stacking(Optional<LinearPart> linear) {
    return linear.map(LinearPart::stacking).orElse(Map.of());
  }

  /**
   * The model as the bundle will have it, ready to score, its version only a name; to be closed by
   * the caller.
   *
   * @throws BundleException where there is no runtime, or it cannot load or run the model
   */
  public ScoringModel open(OnnxOptions options) throws BundleException {
    Optional<ModelBundle> beside = Optional.empty();
    if (linear.isPresent()) {
      beside = Optional.of(ModelBundle.read(linear.get().bundle()));
    }
    OnnxContent content = new OnnxContent(model.toString(), settings, vocabulary, map(model));
    OnnxClassifier onnx =
        new OnnxClassifier(
            card.name(),
            card,
            settings,
            calibrations,
            OnnxRuntime.find(model.toString()).open(content, options));
    if (beside.isEmpty()) {
      return onnx;
    }
    return new StackedClassifier(
        onnx, CommentClassifier.of(beside.get()), stacking(linear), calibrations);
  }

  private static ByteBuffer map(Path model) throws BundleException {
    try (FileChannel channel = FileChannel.open(model, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new BundleException(model.toString(), "is 2 GiB or more, too large for a bundle");
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    } catch (NoSuchFileException e) {
      throw new BundleException(model.toString(), "there is no such file", e);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(model.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }
}
