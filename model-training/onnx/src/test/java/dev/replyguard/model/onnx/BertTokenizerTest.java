package dev.replyguard.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.replyguard.model.WordPieceSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BertTokenizerTest {
  private static final long SEED = 20_261_125;
  private static final List<String> VOCABULARY =
      List.of(
          "[PAD]",
          "[UNK]",
          "[CLS]",
          "[SEP]",
          "un",
          "##aff",
          "##able",
          "want",
          "##ed",
          "you",
          "i",
          "o",
          "##o",
          "!",
          ",",
          ".",
          "'",
          "$",
          "\u4e2d",
          "\u56fd",
          "cafe",
          "caf\u00e9",
          "Want",
          "\u0131");

  private final BertTokenizer uncased =
      new BertTokenizer(VOCABULARY, WordPieceSettings.bert(true, 512));
  private final BertTokenizer cased =
      new BertTokenizer(VOCABULARY, WordPieceSettings.bert(false, 512));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unaffable | un ##aff ##able",
        "UNwanted! | [UNK] !",
        "Wanted, you | want ##ed , you",
        "want,you!! | want , you ! !",
        "don't | [UNK] ' [UNK]",
        "CAF\u00c9 cafe\u0301 | cafe cafe",
        "\u4e2d\u56fdyou | \u4e2d \u56fd you",
        "you\u00a0i\u2003you\u3000i | you i you i",
        // Invisible characters go, and do not cut a word.
        "y\u200bo\u200du\u00ad \ufeffyou | you you",
        // An accent without a letter takes nothing with it.
        "\u0301,you | , you",
        "\u0301 you | you",
        "ooo oo | o ##o ##o o ##o",
        "[SEP] you | [UNK] [UNK] [UNK] you",
      })
  void tokens_uncased(String text, String expected) {
    assertThat(words(uncased, text)).isEqualTo(List.of(expected.split(" ")));
  }

  @Test
  void tokens_cased_keepsCapitalsAndAccents() {
    assertThat(words(cased, "Want caf\u00e9 WANT")).containsExactly("Want", "caf\u00e9", "[UNK]");
  }

  @Test
  void tokens_nothingToRead_areNone() {
    assertThat(uncased.tokens("")).isEmpty();
    assertThat(uncased.tokens(" \n\t\u200b\u0301 \u0301")).isEmpty();
  }

  @Test
  void tokens_wordsTooLong_areUnknown() {
    assertThat(words(uncased, "o".repeat(100))).hasSize(100);
    assertThat(words(uncased, "o".repeat(101))).containsExactly("[UNK]");
  }

  @Test
  void tokens_onAMachineOfAnotherLanguage_areTheSame() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr"));
      assertThat(words(uncased, "I")).containsExactly("i");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tokens_anyText_areOfTheVocabulary_andQuicklyFound() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      int[] symbols = random.ints(random.nextInt(60), 0, 0x2_0000).toArray();
      String text = new String(symbols, 0, symbols.length);
      assertThat(Arrays.stream(uncased.tokens(text)))
          .as("text %d of seed %d", i, SEED)
          .allMatch(token -> token >= 0 && token < VOCABULARY.size());
    }
    // Each blank-separated part without a piece would be a call deeper for a naive reader.
    assertThat(uncased.tokens("\u0301 ".repeat(100_000))).isEmpty();
  }

  @Test
  void number_tokenThatIsNotThere_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> uncased.number("[MASK]"))
        .withMessage("vocab.txt: has no token [MASK]");
  }

  private static List<String> words(BertTokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.tokens(text)).mapToObj(VOCABULARY::get).toList();
  }
}
