package dev.replyguard.training.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import dev.replyguard.model.Bundle;
import dev.replyguard.model.ModelBundle;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.measuring.EvaluationFormat;
import dev.replyguard.training.recipe.RecipeReader;
import dev.replyguard.training.report.ModelCardPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
  private static final String BUILT_IN = "/dev/replyguard/training/report/card.md";

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
    String page;
    if (what.provenance) {
      page = provenance(bundle);
    } else if (what.recipe) {
      page = recipe(bundle);
    } else {
      page =
          new ModelCardPage(
                  bundle, EvaluationFormat.read(bundle.evaluation(), model.file().toString()))
              .fill(template(), what.template == null ? "card.md" : what.template.toString());
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
    if (bundle instanceof ModelBundle trained) {
      return ProvenanceUtil.formattedProvenanceString(trained.tribuoModel().getProvenance()) + "\n";
    }
    throw new DataException(
        model.file().toString(), "Tribuo did not make this model, and knows no provenance of it");
  }

  private String recipe(Bundle bundle) throws IOException {
    JsonNode recipe = EvaluationFormat.read(bundle.evaluation(), model.file().toString()).recipe();
    if (recipe == null) {
      throw new DataException(
          model.file().toString(), "has no recipe in it: it was made before bundles had one");
    }
    return RecipeReader.yaml(recipe);
  }

  private String template() throws IOException {
    Path file = what.template;
    if (file != null) {
      try {
        return Files.readString(file);
      } catch (NoSuchFileException e) {
        throw new DataException(file.toString(), "no such file", e);
      }
    }
    try (InputStream in = CardCommand.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
