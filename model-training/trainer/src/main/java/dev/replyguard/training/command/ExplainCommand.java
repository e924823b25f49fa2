package dev.replyguard.training.command;

import dev.replyguard.model.Explanation;
import dev.replyguard.model.Explanation.Contribution;
import dev.replyguard.model.Explanation.LabelExplanation;
import dev.replyguard.model.ScoringModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code explain}: one comment's scores, and the words that make them. */
@Command(
    name = "explain",
    description =
        "Shows one comment's score for each label and the words that speak most for it or against"
            + " it, in log-odds. Without --text the comment is read from standard input.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar replyguard-trainer.jar explain --model replyguard-en.bundle --text \"Nice post\"",
      "  java -jar replyguard-trainer.jar explain --model replyguard-en.bundle < comment.txt"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--text", paramLabel = "TEXT", description = "The comment.")
  private @Nullable String text;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "N",
      description = "How many words a label to show; ${DEFAULT-VALUE} if not given.")
  private int top;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (top < 0) {
      throw new ParameterException(spec.commandLine(), "--top: 0 or more expected, got " + top);
    }
    String comment =
        text == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text;
    PrintWriter out = spec.commandLine().getOut();
    try (ScoringModel scoring = ModelOption.open(model.read())) {
      if (scoring.explains()) {
        explain(scoring.explain(comment), comment, out);
      } else {
        out.println("An ONNX model gives no explanations; its scores:");
        scoring
            .score(comment)
            .asMap()
            .forEach((label, score) -> out.printf(Locale.ROOT, "%-18s %.4f%n", label, score));
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private void explain(Explanation explanation, String comment, PrintWriter out) {
    for (LabelExplanation label : explanation.labels()) {
      String words =
          label.contributions().stream()
              .limit(top)
              .map(contribution -> shown(contribution, comment))
              .collect(Collectors.joining(", "));
      out.printf(Locale.ROOT, "%-18s %.4f  %s%n", label.label().key(), label.score(), words);
    }
  }

  private static String shown(Contribution contribution, String comment) {
    int start = contribution.start();
    int end = contribution.end();
    boolean whole = start == 0 && end == comment.length();
    String part;
    if (contribution.feature() != null) {
      part = "(" + contribution.feature() + ")" + (whole ? "" : " [%d-%d]".formatted(start, end));
    } else {
      String read = contribution.normalized();
      part =
          "\"%s\"%s [%d-%d]"
              .formatted(
                  comment.substring(start, end),
                  read == null ? "" : " read as \"" + read + '"',
                  start,
                  end);
    }
    return String.format(Locale.ROOT, "%s %+.3f", part, contribution.weight());
  }
}
