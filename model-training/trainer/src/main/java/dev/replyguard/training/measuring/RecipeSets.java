package dev.replyguard.training.measuring;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.DataFolder;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.measuring.DataSet.AssumedRate;
import dev.replyguard.training.measuring.DataSet.Kind;
import dev.replyguard.training.measuring.DataSet.Part;
import dev.replyguard.training.measuring.DataSet.RowWeight;
import dev.replyguard.training.recipe.Recipe;
import dev.replyguard.training.recipe.Recipe.ReportSettings;
import dev.replyguard.training.recipe.SourceSettings;
import dev.replyguard.training.recipe.SourceSettings.Natural;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sets that a recipe tells of beyond its single sources, as far as their files are there: the
 * sources with natural rates together, what it reports on, and labels at an assumed rate.
 */
final class RecipeSets {
  private final Recipe recipe;
  private final DataFolder files;
  private final Set<String> there;
  private final int test;

  RecipeSets(Recipe recipe, DataFolder files) throws IOException {
    this.recipe = recipe;
    this.files = files;
    this.there = Set.copyOf(files.names());
    this.test = recipe.folds().test();
  }

  List<DataSet> headlines() throws IOException {
    List<DataSet> sets = new ArrayList<>();
    List<SourceSettings> natural =
        recipe.sources().stream().filter(source -> source.natural() == Natural.ALL).toList();
    Set<Label> covered = EnumSet.noneOf(Label.class);
    for (SourceSettings source : natural) {
      Label.ALL.stream().filter(label -> source.weightOf(label) > 0).forEach(covered::add);
    }
    if (areThere(natural)) {
      sets.add(natural(natural, covered));
    }
    for (ReportSettings report : recipe.reports()) {
      if (isThere(report.file())) {
        sets.add(report(report));
      }
    }
    for (Label label : Label.ALL) {
      List<SourceSettings> telling =
          recipe.sources().stream()
              .filter(source -> !source.isGenerated())
              .filter(source -> source.weightOf(label) + source.assumedWeightOf(label) > 0)
              .toList();
      if (!covered.contains(label) && areThere(telling)) {
        sets.add(assumed(label, telling));
      }
    }
    return sets;
  }

  private boolean areThere(List<SourceSettings> sources) {
    return !sources.isEmpty() && sources.stream().allMatch(source -> isThere(source.file()));
  }

  private boolean isThere(String name) {
    return there.contains(name);
  }

  private DataSet natural(List<SourceSettings> sources, Set<Label> labels) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (SourceSettings source : sources) {
      parts.add(
          part(
              source,
              (comment, label) ->
                  comment.fold() == test && comment.isLabelled(label)
                      ? naturalWeight(source, comment)
                      : 0));
    }
    return new DataSet(
        String.join(" + ", sources.stream().map(SourceSettings::file).toList()),
        "fold " + test + ", natural rates",
        Kind.HEADLINE,
        labels,
        Optional.empty(),
        parts);
  }

  private DataSet assumed(Label label, List<SourceSettings> sources) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (SourceSettings source : sources) {
      parts.add(
          part(
              source,
              (comment, asked) ->
                  asked == label && comment.fold() == test && isTaken(source, comment, label)
                      ? naturalWeight(source, comment)
                      : 0));
    }
    return new DataSet(
        "all sources that tell of " + label.key(),
        "fold " + test + ", assumed rate",
        Kind.HEADLINE,
        EnumSet.noneOf(Label.class),
        Optional.of(new AssumedRate(label, recipe.assumedRate(label))),
        parts);
  }

  private DataSet report(ReportSettings report) throws IOException {
    Set<Label> averaged = EnumSet.noneOf(Label.class);
    report.labels().forEach(key -> Label.ofKey(key).ifPresent(averaged::add));
    Path file = files.find(report.file());
    return report.weighted()
        ? DataSet.weighted(file, Kind.HEADLINE, averaged)
        : DataSet.ofFile(file, "all", Kind.HEADLINE, averaged, comment -> 1);
  }

  private Part part(SourceSettings source, RowWeight weight) throws IOException {
    return new Part(files.find(source.file()), source.skip(), weight);
  }

  /** Whether training takes the row for the label, as the recipe says. */
  private static boolean isTaken(SourceSettings source, LabelledComment comment, Label label) {
    if (!comment.isLabelled(label)) {
      return comment.isClean() && source.assumedWeightOf(label) > 0;
    }
    boolean onlyNegatives = source.isNegativesOnly(label);
    return source.weightOf(label) > 0 && !(onlyNegatives && comment.isPositive(label));
  }

  private static double naturalWeight(SourceSettings source, LabelledComment comment) {
    return source.natural() == Natural.ALL && comment.isClean() ? source.cleanWeight() : 1;
  }
}
