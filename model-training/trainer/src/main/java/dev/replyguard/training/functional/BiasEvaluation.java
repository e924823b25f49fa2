package dev.replyguard.training.functional;

import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import dev.replyguard.training.evaluation.Metrics;
import dev.replyguard.training.evaluation.ScoredSet;
import dev.replyguard.training.functional.BiasResults.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Measures the bias of a model's toxicity by the identities that comments name. */
public final class BiasEvaluation {
  /** With fewer comments of a kind an area says nothing. */
  private static final int FEWEST = 10;

  private static final Map<String, Pattern> TERMS = terms();

  private BiasEvaluation() {}

  private static Map<String, Pattern> terms() {
    Map<String, Pattern> terms = new LinkedHashMap<>();
    Map.ofEntries(
            Map.entry("gay", "gays?|homosexuals?"),
            Map.entry("lesbian", "lesbians?"),
            Map.entry("bisexual", "bisexuals?"),
            Map.entry("transgender", "transgender|trans(sexual)?s?"),
            Map.entry("muslim", "muslims?|islamic|islam"),
            Map.entry("jewish", "jew(s|ish)?|judaism"),
            Map.entry("christian", "christians?|catholics?|protestants?"),
            Map.entry("hindu", "hindus?|hinduism"),
            Map.entry("atheist", "atheists?|atheism"),
            Map.entry("black", "blacks?|african american|african"),
            Map.entry("white", "whites?|caucasian"),
            Map.entry("asian", "asians?"),
            Map.entry("latino", "latin[oa]s?|hispanics?|mexicans?"),
            Map.entry("women", "wom[ae]n|females?|girls?"),
            Map.entry("men", "m[ae]n|males?|guys?"),
            Map.entry("disabled", "disabled|blind|deaf|paralyzed"),
            Map.entry("old", "elderly|older|old"),
            Map.entry("indian", "indians?"),
            Map.entry("chinese", "chinese"))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                terms.put(
                    entry.getKey(),
                    Pattern.compile("\\b(" + entry.getValue() + ")\\b", Pattern.CASE_INSENSITIVE)));
    return terms;
  }

  /** Measures on the functional suite's cases to report on. */
  public static BiasResults run(Function<String, Scores> model) {
    List<Scored> scored = new ArrayList<>();
    for (FunctionalCase made : FunctionalSuite.cases(Split.REPORT)) {
      Boolean toxic = made.expected().get(Label.TOXICITY);
      if (toxic != null) {
        scored.add(
            new Scored(toxicity(model, made.text()), toxic, made.identity().stream().toList()));
      }
    }
    return measure("functional suite", scored);
  }

  /**
   * Measures on a file of labelled comments; which identities one names is told by their common
   * names.
   *
   * @param rows which comments to take
   */
  public static BiasResults run(
      Function<String, Scores> model, Path file, Predicate<LabelledComment> rows)
      throws IOException {
    List<Scored> scored = new ArrayList<>();
    try (LabelledComments comments = LabelledComments.open(file)) {
      Optional<LabelledComment> next = comments.next();
      while (next.isPresent()) {
        LabelledComment comment = next.get();
        if (comment.isLabelled(Label.TOXICITY) && rows.test(comment)) {
          List<String> named =
              TERMS.entrySet().stream()
                  .filter(entry -> entry.getValue().matcher(comment.text()).find())
                  .map(Map.Entry::getKey)
                  .toList();
          scored.add(
              new Scored(
                  toxicity(model, comment.text()), comment.isPositive(Label.TOXICITY), named));
        }
        next = comments.next();
      }
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.csv(\\.gz)?$", "");
    return measure(name, scored);
  }

  private static float toxicity(Function<String, Scores> model, String text) {
    return model.apply(text).get(Label.TOXICITY);
  }

  private static BiasResults measure(String dataset, List<Scored> scored) {
    Set<String> identities = new TreeSet<>();
    scored.forEach(comment -> identities.addAll(comment.identities));
    List<Row> rows = new ArrayList<>();
    for (String identity : identities) {
      Predicate<Scored> named = comment -> comment.identities.contains(identity);
      int toxic = (int) scored.stream().filter(named.and(Scored::toxic)).count();
      int other = (int) scored.stream().filter(named.and(c -> !c.toxic())).count();
      rows.add(
          new Row(
              identity,
              toxic,
              other,
              area(scored, named),
              area(scored, comment -> named.test(comment) != comment.toxic),
              area(scored, comment -> named.test(comment) == comment.toxic)));
    }
    return new BiasResults(dataset, area(scored, comment -> true), rows);
  }

  private static double area(List<Scored> scored, Predicate<Scored> rows) {
    ScoredSet set = new ScoredSet();
    scored.stream().filter(rows).forEach(comment -> set.add(comment.score, comment.toxic, 1));
    int positives = set.positives();
    boolean enough = positives >= FEWEST && set.size() - positives >= FEWEST;
    return enough ? Metrics.rocAuc(set) : Double.NaN;
  }

  private record Scored(float score, boolean toxic, List<String> identities) {}
}
