package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the normalised form of every string. */
final class NormalizationLaws {
  private NormalizationLaws() {}

  static void check(String text) {
    NormalizedText normalized = TextNormalizer.normalize(text);
    String form = normalized.toString();

    assertThat(form.length()).isEqualTo(normalized.length());
    assertThat(form.length()).isLessThanOrEqualTo(TextNormalizer.MAX_EXPANSION * text.length());
    assertThat(form).doesNotStartWith(" ").doesNotEndWith(" ").doesNotContain("  ");
    assertThat(form.codePoints().filter(CharacterFolding::isInvisible)).isEmpty();
    assertOffsets(normalized);
    assertThat(TextNormalizer.normalize(form).toString())
        .as("normalised twice: %s, from %s", escaped(form), escaped(text))
        .isEqualTo(form);
  }

  private static void assertOffsets(NormalizedText text) {
    int start = 0;
    int end = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean monotone = text.start(i) >= start && text.end(i) >= end;
      boolean withinText = text.start(i) < text.end(i) && text.end(i) <= text.original().length();
      assertThat(monotone && withinText).as("offsets of unit %d", i).isTrue();
      start = text.start(i);
      end = text.end(i);
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(Integer.toHexString(c)).append(' '));
    return escaped.toString();
  }
}
