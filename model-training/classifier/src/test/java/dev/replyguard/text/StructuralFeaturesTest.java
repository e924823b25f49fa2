package dev.replyguard.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuralFeaturesTest {
  private static final FeatureExtractor EXTRACTOR = new FeatureExtractor(FeatureSettings.ADDITIVE);

  @Test
  void links_ofAllForms_areFoundInPlace() {
    assertThat(places("See http://example.org/a, www.example.com and shop.example.com!"))
        .contains(
            "link with http: http://example.org/a",
            "link with www: www.example.com",
            "bare domain: shop.example.com");
    assertThat(places("(https://example.org/wiki/Goose_(bird)) HTTPS://EXAMPLE.ORG"))
        .contains("link with http: HTTPS://EXAMPLE.ORG");
    assertThat(names("see exãmple.com/x")).contains("1 link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I was there.It was fine, e.g. the U.S. team, 3.5 to 2",
        "open index.html, node.js and main.py, or run.sh",
        "http:// is no address, nor is www. or a.b",
        "wait... what?no.Really",
        "he said:// nothing",
      })
  void links_whereThereAreNone_areNotFound(String text) {
    assertThat(names(text)).noneMatch(name -> name.startsWith("link") || name.startsWith("1 link"));
  }

  @Test
  void links_inMarkup_areToldWithTheirAnchors() {
    assertThat(names("<a href=\"http://loans.example/\" rel=\"x\">cheap loans online</a>"))
        .contains(
            "link in HTML",
            "anchor of two or three words",
            "anchor with a commercial word",
            "nothing but links",
            "links are most of the text");
    assertThat(names("Hi [url=http://loans.example]loans[/url] and [b]this[/b]"))
        .contains("link in BBCode", "anchor of one word", "link in the middle");
    assertThat(names("Read [how the geese of the lake live](https://example.org/geese)."))
        .contains("link in Markdown", "anchor of four words or more", "ends with a link");
    assertThat(names("[url]http://a.example[/url] <a href=http://b.example>http://b.example</a>"))
        .contains("links in two kinds of markup", "anchor that is a link itself");
  }

  @Test
  void links_places_areTold() {
    assertThat(names("http://example.org is where I read it")).contains("starts with a link");
    assertThat(names("I read it at http://example.org.")).contains("ends with a link");
    assertThat(names("http://example.org")).contains("nothing but links");
    assertThat(names("As http://example.org says")).contains("link in the middle");
  }

  @Test
  void links_traits_areTold() {
    assertThat(names("http://192.168.10.1/a")).contains("link: is a number, not a name");
    assertThat(names("https://bit.ly/2x")).contains("link: is shortened");
    assertThat(names("https://en.wikipedia.org/wiki/Goose")).contains("link: is well known");
    assertThat(names("http://news.bbc.co.uk/1")).contains("link: is well known");
    assertThat(names("http://best-cheapviagra-4u.xyz"))
        .contains(
            "link: has an ending that is cheap to register",
            "link: has hyphens in the host's name",
            "link: has digits in the host's name",
            "link: has a commercial word in the host's name",
            "link: has no path");
    assertThat(names("http://a.example/x?utm_source=abc&utm_medium=def&utm_campaign=ghijklm"))
        .contains("link: has a query", "link: has a long query");
    assertThat(names("https://www.example.edu/2020/11/25/what-the-geese-did-next"))
        .contains(
            "link: ends in .edu, .gov, .mil or .int",
            "link: has a deep path",
            "link: has a path of many words");
  }

  @Test
  void links_toTheSameDomain_areTold() {
    assertThat(names("http://a.example.com/1 http://b.example.com/2"))
        .contains("2 links", "two links to the same domain");
    assertThat(names("aa.com bb.com http://c.com")).contains("links to three domains or more");
  }

  @Test
  void contacts_areTold() {
    assertThat(names("write to jane@example.org")).contains("mail address");
    assertThat(names("call +1 (555) 010-0199 now")).contains("telephone number");
    assertThat(names("call 1-800-555-0199")).contains("telephone number");
    assertThat(names("WhatsApp me at +44 7700 900123"))
        .contains("messenger named beside an address, a number or a handle");
    assertThat(names("thanks @jane_doe")).contains("handle with @");
    assertThat(names("from 2010-2015 it was 1999 again, on 2015-11-25 10:30"))
        .doesNotContain("telephone number");
  }

  @Test
  void amounts_areTold() {
    assertThat(names("I made $5,000 last month")).contains("1 amount of money");
    assertThat(names("earn $500 a day")).contains("money for a time, such as a day");
    assertThat(names("up to 300 USD weekly")).contains("money for a time, such as a day");
    assertThat(names("they pay $95/hour")).contains("money for a time, such as a day");
    assertThat(names("it cost 5€, then 7 dollars")).contains("2 or 3 amounts of money");
    assertThat(names("it rose by 5% and 7 %")).contains("1 or 2 percentages");
    assertThat(names("number 123456789")).contains("number of seven digits or more");
  }

  @Test
  void marksOfASpinner_areTold() {
    assertThat(names("{Hello|Hi} all, {nice|great} post")).contains("choices of words in braces");
    assertThat(names("if (a) { b | c; }")).contains("choice of words in braces");
    assertThat(names("if (a) { b(); } | c")).noneMatch(name -> name.contains("braces"));
  }

  @Test
  void repetition_isTold() {
    assertThat(names("buy it now and ".repeat(12))).contains("the same words again and again");
    assertThat(names("We sell geese here. They are fine geese indeed to have. ".repeat(2)))
        .contains("a sentence repeated");
    assertThat(
            names(
                "one fine day a goose went down to the lake and met another goose who said "
                    + "that geese should not go there alone"))
        .doesNotContain("the same words again and again", "many words repeated");
  }

  @Test
  void praise_isToldWithWhatComesAlong() {
    assertThat(names("Great little post!"))
        .contains("praise of the article or the site", "short text of praise");
    assertThat(names("Thanks so much for sharing http://example.org"))
        .contains("praise beside a link");
    ScoringInput generic =
        new ScoringInput("Nice article!", "Ann", "http://a.example", "The geese of the lake");
    assertThat(names(generic))
        .contains(
            "praise beside the author's site", "praise without a word of the article's title");
    ScoringInput aboutIt =
        new ScoringInput("Nice article on geese!", "Ann", null, "The geese of the lake");
    assertThat(names(aboutIt))
        .contains("praise with a word of the article's title")
        .doesNotContain("praise beside the author's site");
    assertThat(names("The great war was an article of faith to the nice people there"))
        .noneMatch(name -> name.contains("repeated praise"));
  }

  @Test
  void commerce_isToldByItsShare() {
    assertThat(names("buy cheap replica watches online"))
        .contains("commercial words, one in six or more");
    assertThat(names("buy cheap watches at http://example.org"))
        .contains("commercial words beside a link");
    assertThat(names("The weather is fine and the geese are back at the lake"))
        .noneMatch(name -> name.startsWith("commercial"));
  }

  @Test
  void otherLanguages_areTold() {
    assertThat(names("Привет, это хороший сайт")).contains("written in another script");
    assertThat(names("Gute Seite, wir kommen gerne wieder und lesen weiter"))
        .containsAnyOf("no common English word", "few common English words");
    assertThat(names("The weather is fine and we all go to the lake"))
        .noneMatch(name -> name.contains("English"));
  }

  @Test
  void author_ofWhomNothingIsKnown_hasNoFeature() {
    assertThat(names("Fine weather")).noneMatch(name -> name.contains("author"));
    assertThat(names(new ScoringInput("Fine weather", " ", "", null)))
        .isEqualTo(names("Fine weather"));
  }

  @Test
  void author_withASite_isTold() {
    ScoringInput input =
        new ScoringInput(
            "See http://shop.cheap-shoes.example/",
            "Cheap Shoes",
            "https://www.cheap-shoes.example",
            null);
    assertThat(names(input))
        .contains(
            "author leaves the address of a site",
            "author leaves the address of a site with a short text",
            "author's site is linked in the text",
            "author's site: has a commercial word in the host's name",
            "author name of the words of the author's site",
            "author name reads as a search phrase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payday loans online",
        "best seo company",
        "how to lose weight fast",
        "Cheap Jerseys",
        "watch movies 2024",
      })
  void author_namedBySearchPhrase_isTold(String name) {
    assertThat(names(new ScoringInput("Fine", name, null, null)))
        .contains("author name reads as a search phrase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ann Smith", "J. R. Miller", "Maria de la Cruz", "bob", "Łukasz", "O'Neil"})
  void author_namedLikeAPerson_isNoSearchPhrase(String name) {
    assertThat(names(new ScoringInput("Fine", name, null, null)))
        .doesNotContain("author name reads as a search phrase", "author name with an address");
  }

  @Test
  void everyStep_hasAName() {
    for (StructuralFeature feature : StructuralFeature.values()) {
      assertThat(StructuralFeature.ofCode(feature.code())).isEqualTo(feature);
    }
    assertThat(FeatureBuffer.name(numberOf("!!!", StructuralFeature.EXCLAMATIONS)))
        .isEqualTo("2 to 3 exclamation marks");
  }

  @ParameterizedTest
  @CsvSource({
    "so it is, &#115;o it %69s, no capitals",
    "so it is, %73%6F it %69%73, no capitals",
    "Some of it is, %53%6f%6D%65 of it %69s, up to a tenth of the letters are capitals",
    "STOP IT, &#83;&#x54;&#79;P I&#x54;, most letters are capitals",
    "STOP IT, %2553%2554OP &amp;#73;T, most letters are capitals",
  })
  void capitalShare_ofEscapes_isThatOfWhatTheyStandFor(
      String plain, String escaped, String expected) {
    assertThat(names(plain)).contains(expected);
    assertThat(names(escaped)).contains(expected);
  }

  @Test
  void extract_randomInputs_obeysTheLaws() {
    long seed = System.nanoTime();
    System.out.println("StructuralFeaturesTest seed " + seed);
    RandomTexts texts = new RandomTexts(seed);
    FeatureBuffer buffer = new FeatureBuffer();
    for (int i = 0; i < 3_000; i++) {
      ScoringInput input = new ScoringInput(texts.next(), texts.next(), texts.next(), texts.next());
      EXTRACTOR.extract(input, TextNormalizer.normalize(input.text()), buffer);
      for (int o = 0; o < buffer.occurrences(); o++) {
        if (buffer.isNamed(o) && buffer.occurrenceStart(o) != FeatureBuffer.WHOLE_TEXT) {
          assertThat(buffer.occurrenceStart(o)).isBetween(0, buffer.occurrenceEnd(o) - 1);
          assertThat(buffer.occurrenceEnd(o)).isLessThanOrEqualTo(input.text().length());
        }
      }
    }
  }

  @Test
  void extractStructure_onceWarm_allocatesNothing() {
    ScoringInput input =
        new ScoringInput(
            "Great post! <a href=\"http://cheap-loans.example/\">cheap loans</a> $500 a day, "
                + "call +1 555 010 0199 {now|today} me@example.org. ".repeat(5),
            "cheap loans online",
            "http://cheap-loans.example/?a=1",
            "On loans and the weather");
    NormalizedText text = TextNormalizer.normalize(input.text());
    FeatureBuffer buffer = new FeatureBuffer();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    // What the compiler has not seen often enough may still allocate: the least of many rounds.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 50 && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < 100; i++) {
        EXTRACTOR.extractStructure(input, text, buffer);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
    }
    assertThat(least).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "<a ",
        "</a",
        "[url",
        "{a|",
        "a.b",
        "a.",
        "1 ",
        "$1 a ",
        "http://",
        "http://a.b ",
        "](",
        "@@",
        "com.",
        "www.",
        "great post ",
        "+1-",
        "<a href=a.co>"
      })
  void extractStructure_ofALongTextOfAnyMarks_takesTimeInLineWithItsLength(String unit) {
    // Twenty times the longest comment: what grows with the square would take minutes.
    String text = unit.repeat(400_000 / unit.length());
    ScoringInput input = new ScoringInput(text, text, text, text);
    NormalizedText normalized = TextNormalizer.normalize(text);
    FeatureBuffer buffer = new FeatureBuffer();

    assertTimeout(
        Duration.ofSeconds(5), () -> EXTRACTOR.extractStructure(input, normalized, buffer));
  }

  private static int numberOf(String text, StructuralFeature feature) {
    FeatureBuffer buffer = new FeatureBuffer();
    EXTRACTOR.extract(TextNormalizer.normalize(text), buffer);
    for (int i = 0; i < buffer.occurrences(); i++) {
      if (buffer.isNamed(i) && buffer.occurrenceNumber(i) >> 8 == feature.code()) {
        return buffer.occurrenceNumber(i);
      }
    }
    throw new AssertionError("no " + feature);
  }

  private static List<String> names(String text) {
    return names(ScoringInput.of(text));
  }

  private static List<String> names(ScoringInput input) {
    FeatureBuffer buffer = new FeatureBuffer();
    EXTRACTOR.extract(input, TextNormalizer.normalize(input.text()), buffer);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < buffer.occurrences(); i++) {
      if (buffer.isNamed(i)) {
        names.add(FeatureBuffer.name(buffer.occurrenceNumber(i)));
      }
    }
    return names;
  }

  private static List<String> places(String text) {
    FeatureBuffer buffer = new FeatureBuffer();
    EXTRACTOR.extract(TextNormalizer.normalize(text), buffer);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < buffer.occurrences(); i++) {
      if (buffer.isNamed(i) && buffer.occurrenceStart(i) != FeatureBuffer.WHOLE_TEXT) {
        String part = text.substring(buffer.occurrenceStart(i), buffer.occurrenceEnd(i));
        places.add(FeatureBuffer.name(buffer.occurrenceNumber(i)) + ": " + part);
      }
    }
    return places;
  }
}
