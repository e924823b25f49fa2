package dev.replyguard.training.command;

import dev.replyguard.model.Activation;
import dev.replyguard.model.Label;
import dev.replyguard.model.ModelCard;
import dev.replyguard.model.OnnxOptions;
import dev.replyguard.model.OnnxSettings;
import dev.replyguard.model.Vocabulary;
import dev.replyguard.model.WordPieceSettings;
import dev.replyguard.training.OnnxImport;
import dev.replyguard.training.OnnxSignature;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.report.ConsoleReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import-onnx}: a transformer of one's own in, a bundle out. */
@Command(
    name = "import-onnx",
    description =
        "Packs a BERT-style text classifier in ONNX form, trained elsewhere: calibrates it on the"
            + " tuning fold, chooses thresholds, evaluates it as train does. Of the recipe sources,"
            + " rates, folds and reports count; how to train does not. Needs"
            + " replyguard-onnx.jar beside this program's jar.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample, for a model whose third output is not to be used:%n",
    footer =
        "  java -jar replyguard-trainer.jar import-onnx --model toxic.onnx --vocab vocab.txt"
            + " --labels toxicity,insult,- --name en-bert-1 --recipe recipes/replyguard-en.yaml"
            + " --data data --out en-bert.bundle")
final class ImportOnnxCommand implements Callable<Integer> {
  private static final String NO_LABEL = "-";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "The ONNX file.")
  private Path model = Path.of("");

  @Option(
      names = "--vocab",
      required = true,
      paramLabel = "FILE",
      description = "Its WordPiece vocabulary, vocab.txt: a token a line.")
  private Path vocabulary = Path.of("");

  @Option(
      names = "--labels",
      required = true,
      split = ",",
      paramLabel = "LABEL",
      description = "What each column of its output is about, in order; - for one to be left out.")
  private List<String> labels = List.of();

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description =
          "The bundle of a linear model to be scored beside it, which knows all labels, disguises"
              + " and links; how much either counts is found on the tuning fold.")
  private @Nullable Path linear;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The model's name, such as en-bert-1.")
  private String name = "";

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What it is for and what not, for its card.")
  private String description = "A text classifier trained elsewhere, taken in as ONNX.";

  @Mixin private TrainingInput input = new TrainingInput();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The bundle to write; it appears whole or not at all.")
  private Path out = Path.of("");

  @Option(
      names = "--activation",
      defaultValue = "SIGMOID",
      paramLabel = "KIND",
      description =
          "What makes its outputs probabilities: ${COMPLETION-CANDIDATES}; NONE where they are.")
  private Activation activation = Activation.SIGMOID;

  @Option(names = "--cased", description = "Its vocabulary has capitals and accents.")
  private boolean cased;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "How many tokens it reads at a time; 512, or what the file says.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--max-windows",
      paramLabel = "N",
      description = "How many windows of a longer text are read; 12 if not given.")
  private @Nullable Integer maxWindows;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The name of its output, where it has several.")
  private @Nullable String output;

  @Option(
      names = "--ids",
      defaultValue = "input_ids",
      paramLabel = "NAME",
      description = "The name of its input for the tokens; ${DEFAULT-VALUE} if not given.")
  private String ids = "";

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "On how many threads a text is worked on; ${DEFAULT-VALUE} if not given, as many texts"
              + " are scored at once.")
  private int threads;

  @Mixin private ProgressOption progressOption = new ProgressOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    OnnxOptions options = options();
    OnnxSettings settings = settings(OnnxSignature.read(model));
    OnnxImport.Source source =
        new OnnxImport.Source(
            name,
            description,
            settings,
            Vocabulary.read(vocabulary, settings.tokenizer()),
            model,
            Optional.ofNullable(linear));
    OnnxImport.Result result;
    try (ReplacedFile file = ReplacedFile.of(out);
        ConsoleProgress progress = progressOption.open()) {
      result = new OnnxImport(input.recipe(), input.data(), source, options, progress).run();
      result.bundle().write(file.draft());
      file.commit();
    }
    PrintWriter console = spec.commandLine().getOut();
    console.print(ConsoleReport.of(result.evaluation(), result.bundle().thresholds()));
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  private OnnxOptions options() {
    try {
      ModelCard.requireName(name);
      return new OnnxOptions(threads, LIMIT);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private OnnxSettings settings(OnnxSignature signature) {
    int length = maxTokens == null ? signature.length().orElse(512) : maxTokens;
    WordPieceSettings usual = WordPieceSettings.bert(!cased, length);
    try {
      return new OnnxSettings(
          ids,
          signature.input("attention_mask"),
          signature.input("token_type_ids"),
          output == null ? onlyOutput(signature) : output,
          activation,
          columns(),
          new WordPieceSettings(
              usual.lowerCase(),
              usual.stripAccents(),
              usual.unknown(),
              usual.first(),
              usual.last(),
              usual.padding(),
              usual.maxTokens(),
              usual.overlap(),
              maxWindows == null ? usual.maxWindows() : maxWindows));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), byOption(e), e);
    }
  }

  /** What is wrong with a setting, under the name of the option that it was given by. */
  private static String byOption(IllegalArgumentException fault) {
    return String.valueOf(fault.getMessage())
        .replace("tokenizer.maxTokens:", "--max-tokens:")
        .replace("tokenizer.maxWindows:", "--max-windows:");
  }

  private String onlyOutput(OnnxSignature signature) {
    if (signature.outputs().size() != 1) {
      throw new IllegalArgumentException(
          "--output: one of " + signature.outputs() + " expected, as the model has several");
    }
    return signature.outputs().get(0);
  }

  private List<Optional<Label>> columns() {
    List<Optional<Label>> columns = new ArrayList<>();
    for (String key : labels) {
      Optional<Label> label = Label.ofKey(key);
      if (label.isPresent() && columns.contains(label)) {
        throw new IllegalArgumentException("--labels: " + key + " is named twice");
      }
      if (label.isEmpty() && !key.equals(NO_LABEL)) {
        throw new IllegalArgumentException("--labels: no label is called \"" + key + '"');
      }
      columns.add(label);
    }
    return columns;
  }
}
