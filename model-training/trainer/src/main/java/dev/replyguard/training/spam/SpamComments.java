package dev.replyguard.training.spam;

import dev.replyguard.model.Label;
import dev.replyguard.text.ScoringInput;
import dev.replyguard.training.data.GeneratedSource;
import dev.replyguard.training.data.LabelledComment;
import dev.replyguard.training.data.LabelledComments;
import dev.replyguard.training.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Made-up spam of the kinds that comment forms get, and honest comments that look like it: with
 * links, with praise, about money and medicine, by people with a site of their own. They are
 * labelled for spam alone. A third of them tell nothing but the text, as many comments to be scored
 * do.
 */
public final class SpamComments implements GeneratedSource {
  private static final int PER_SPAM_TEMPLATE = 16;
  private static final int PER_HONEST_TEMPLATE = 32;
  private static final float SPAM = 1;
  private static final float HONEST = 0;

  private final List<Integer> folds;

  /** A source for {@link GeneratedSource#USUAL_FOLDS}. */
  public SpamComments() {
    this(USUAL_FOLDS);
  }

  /**
   * A source.
   *
   * @param folds those that are trained on
   */
  public SpamComments(List<Integer> folds) {
    this.folds = List.copyOf(folds);
  }

  @Override
  public String name() {
    return "spam-comments";
  }

  @Override
  public List<LabelledComment> comments(long seed, Split split) {
    Random random = new Random(seed);
    CommentGrammar grammar = CommentGrammar.of(split);
    Set<ScoringInput> seen = new HashSet<>();
    List<LabelledComment> comments = new ArrayList<>();
    for (CommentKind kind : grammar.kinds()) {
      for (String template : kind.texts()) {
        for (int i = 0; i < (kind.isSpam() ? PER_SPAM_TEMPLATE : PER_HONEST_TEMPLATE); i++) {
          ScoringInput input = input(grammar, kind, template, random);
          if (seen.add(input)) {
            comments.add(comment(input, kind, split, comments.size()));
          }
        }
      }
    }
    return comments;
  }

  static ScoringInput input(
      CommentGrammar grammar, CommentKind kind, String template, Random random) {
    Expansion expansion = new Expansion(grammar, kind, random);
    String title = expansion.one(kind.articleTitles());
    String text = written(expansion.fill(template), kind, random);
    String name = expansion.one(kind.authorNames());
    String url = name.isEmpty() ? "" : expansion.one(kind.authorUrls());
    boolean textAlone = random.nextInt(4) == 0 && !needsAuthor(kind);
    return textAlone
        ? ScoringInput.of(text)
        : new ScoringInput(text, known(name), known(url), known(title));
  }

  /** What only its author makes spam is none without. */
  private static boolean needsAuthor(CommentKind kind) {
    return kind.isSpam() && kind.authorNames().stream().noneMatch(String::isEmpty);
  }

  private static @Nullable String known(String field) {
    return field.isEmpty() ? null : field;
  }

  /** People do not all begin with a capital and end with a full stop; spammers shout. */
  private static String written(String text, CommentKind kind, Random random) {
    String written = text.strip();
    boolean linked = written.contains("http") || written.contains("www.");
    if (random.nextInt(6) == 0 && written.endsWith(".")) {
      written = written.substring(0, written.length() - 1);
    }
    int style = random.nextInt(20);
    if (style < 3 && !linked) {
      return written.toLowerCase(Locale.ROOT);
    }
    return style == 3 && kind.isSpam() && !linked ? written.toUpperCase(Locale.ROOT) : written;
  }

  private LabelledComment comment(ScoringInput input, CommentKind kind, Split split, int index) {
    float[] labels = new float[Label.ALL.size()];
    Arrays.fill(labels, Float.NaN);
    labels[Label.SPAM.index()] = kind.isSpam() ? SPAM : HONEST;
    return new LabelledComment(
        name() + "-" + index,
        input,
        labels,
        split == Split.TRAINING ? folds.get(index % folds.size()) : LabelledComments.REPORT_FOLD,
        name(),
        kind.name(),
        Float.NaN);
  }
}
