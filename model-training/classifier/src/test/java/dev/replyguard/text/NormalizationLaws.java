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

  static void assertOffsets(NormalizedText text) {
    int start = 0;
    int end = 0;
    boolean lawful = true;
    for (int i = 0; i < text.length(); i++) {
      lawful &= text.start(i) >= start && text.end(i) >= end;
      lawful &= text.start(i) < text.end(i) && text.end(i) <= text.original().length();
      start = text.start(i);
      end = text.end(i);
    }
    assertThat(lawful).as("offsets monotone and within the text").isTrue();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(Integer.toHexString(c)).append(' '));
    return escaped.toString();
  }
}
