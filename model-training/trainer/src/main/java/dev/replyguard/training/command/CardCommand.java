package dev.replyguard.training.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.report.ModelCardPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code card}: what a bundle says about itself. */
@Command(
    name = "card",
    description =
        "Shows a bundle's model card in Markdown: what the model is for, what it was made of and how"
            + " good it is, as measured when it was made. Or the recipe it was made by, or the"
            + " provenance that Tribuo keeps.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar replyguard-trainer.jar card --model replyguard-en.bundle",
      "  java -jar replyguard-trainer.jar card --model replyguard-en.bundle --recipe > recipe.yaml"
    })
final class CardCommand implements Callable<Integer> {
  @Mixin private ModelOption model = new ModelOption();

  @ArgGroup private What what = new What();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write it there instead; the file appears whole or not at all.")
  private @Nullable Path out;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** One of these at most. */
  static final class What {
    @Option(
        names = "--template",
        paramLabel = "FILE",
        description = "Markdown with places such as {{figures}} for the bundle to fill.")
    private @Nullable Path template;

    @Option(names = "--recipe", description = "Show the recipe the model was made by, as YAML.")
    private boolean recipe;

    @Option(
        names = "--provenance",
        description = "Show Tribuo's provenance: data with checksums, trainer, settings.")
    private boolean provenance;
  }

  @Override
  public Integer call() throws IOException {
    Bundle bundle = model.read();
    Evaluation evaluation = EvaluationFormat.read(bundle.evaluation(), model.file().toString());
    String page;
    if (what.provenance) {
      page = provenance(bundle);
    } else if (what.recipe) {
      page = recipe(evaluation);
    } else {
      page = new ModelCardPage(bundle, evaluation).fill(CardTemplate.of(what.template));
    }
    Path file = out;
    if (file == null) {
      PrintWriter console = spec.commandLine().getOut();
      console.print(page);
      console.flush();
    } else {
      ReplacedFile.write(file, page);
    }
    return CommandLine.ExitCode.OK;
  }

  private String provenance(Bundle bundle) throws IOException {
    if (bundle instanceof ModelBundle linear) {
      return ProvenanceUtil.formattedProvenanceString(linear.tribuoModel().getProvenance()) + "\n";
    }
    throw new DataException(
        model.file().toString(), "has no provenance of Tribuo's: it holds an ONNX model");
  }

  private String recipe(Evaluation evaluation) throws IOException {
    JsonNode recipe = evaluation.recipe();
    if (recipe == null) {
      throw new DataException(
          model.file().toString(),
          "has no recipe in it: it was made before bundles had one, or by no recipe");
    }
    return RecipeReader.yaml(recipe);
  }
}
