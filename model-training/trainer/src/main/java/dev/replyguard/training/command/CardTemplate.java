package dev.replyguard.training.command;

import dev.replyguard.training.data.TextFiles;
import dev.replyguard.training.report.ModelCardPage.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the template of a model card comes from. */
final class CardTemplate {
  private static final String BUILT_IN = "/dev/replyguard/training/report/card.md";

  private CardTemplate() {}

  /** That in {@code file}, or the one built in. */
  static Template of(@Nullable Path file) throws IOException {
    if (file != null) {
      return new Template(file.toString(), TextFiles.readString(file));
    }
    try (InputStream in = CardTemplate.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + " is missing from the class path");
      }
      return new Template("card.md", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
