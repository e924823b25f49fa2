package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmojiNamesTest {
  private static final long SEED = 20_261_201;

  @ParameterizedTest
  @CsvSource({
    "you \uD83E\uDD21, 'you  clown face '",
    "\uD83D\uDCA9head, ' pile of poo head'",
    "\u2620\uFE0F!, ' skull and crossbones \uFE0F!'",
    "\uD83D\uDD95\uD83C\uDFFD x, ' reversed hand with middle finger extended \uD83C\uDFFD x'",
    "\uD83D\uDC37\uD83D\uDC37, ' pig face  pig face '",
  })
  void spellOut_emoji_areNamed(String text, String spelled) {
    assertThat(EmojiNames.spellOut(text)).isEqualTo(spelled);
  }

  @Test
  void spellOut_noEmoji_isTheSameObject() {
    String text = "naïve © ½ 日本語 \uD83C\uDDEC\uD83C\uDDE7 \uD800 \uD83E";

    assertThat(EmojiNames.spellOut(text)).isSameAs(text);
  }

  @Test
  void spellOut_anyText_keepsAllElse_andIsDoneOnce() {
    RandomTexts texts = new RandomTexts(SEED);
    for (int i = 0; i < 500; i++) {
      String spelled = EmojiNames.spellOut(texts.next());

      assertThat(EmojiNames.spellOut(spelled)).as("seed %d, text %d", SEED, i).isSameAs(spelled);
    }
  }
}
