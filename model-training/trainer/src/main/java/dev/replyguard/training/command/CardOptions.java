package dev.replyguard.training.command;

import dev.replyguard.model.Bundle;
import dev.replyguard.training.data.ReplacedFile;
import dev.replyguard.training.measuring.Evaluation;
import dev.replyguard.training.report.ModelCardPage;
import dev.replyguard.training.report.ModelCardPage.Template;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to write a model card with what was just measured. */
final class CardOptions {
  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Also write the model card, in Markdown, with these figures.")
  private @Nullable Path card;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "What to make the card from, as for the command card.")
  private @Nullable Path template;

  private @Nullable Template read;

  /** Reads the template and looks whether the card can be written, if one is wanted. */
  void prepare() throws IOException {
    if (card != null) {
      read = CardTemplate.of(template);
      ReplacedFile.check(card);
    }
  }

  /** Writes the card, if one is wanted, by the template that {@link #prepare} read. */
  void write(Bundle bundle, Evaluation evaluation) throws IOException {
    if (card != null && read != null) {
      ReplacedFile.write(card, new ModelCardPage(bundle, evaluation).fill(read));
    }
  }
}
