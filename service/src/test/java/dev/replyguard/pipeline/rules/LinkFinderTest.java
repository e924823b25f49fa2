package dev.replyguard.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFinderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see https://example.org/a?b=c#d.           | example.org      | https://example.org/a?b=c#d",
        "see HTTP://EXAMPLE.ORG                     | example.org      | HTTP://EXAMPLE.ORG",
        "see www.example.travel now                 | www.example.travel | www.example.travel",
        "see example.com, please                    | example.com      | example.com",
        "(see example.com/a(b))                     | example.com      | example.com/a(b",
        "<a href=\"http://example.com/x\">x</a>     | example.com      | http://example.com/x",
        "[x](https://example.com/x)                 | example.com      | https://example.com/x",
        "hxxp://evil.example/path                   | evil.example     | hxxp://evil.example/path",
        "evil[.]example[.]com                       | evil.example.com | evil[.]example[.]com",
        "evil (dot) com                             | ''               | ''",
        "evil(dot)com                               | evil.com         | evil(dot)com",
        "http://good.com@evil.com/x                 | evil.com         | http://good.com@evil.com/x",
        "http://user:pass@evil.com/x                | evil.com         | http://user:pass@evil.com/x",
        "http://192.0.2.7:8080/x                    | 192.0.2.7        | http://192.0.2.7:8080/x",
        "//example.org/x                            | example.org      | //example.org/x",
        "https://bücher.example/                    | xn--bcher-kva.example | https://bücher.example/",
        "example。com                                | example.com      | example。com",
      })
  void find_link_hostAndPlace(String text, String host, String written) {
    List<Link> links = LinkFinder.find(text);

    if (host.isEmpty()) {
      assertThat(links).isEmpty();
    } else {
      assertThat(links).hasSize(1);
      assertThat(links.get(0).host()).isEqualTo(host);
      assertThat(text.substring(links.get(0).start(), links.get(0).end())).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is over.Live with it.",
        "write to ada@example.com",
        "e.g. this, i.e. that",
        "version 1.2.3 costs 3.50",
        "wait...what",
        "see readme.txt and node.js",
        "http://",
        "http://localhost/x",
        "a.b",
        "192.0.2.7",
        "and/or // not a link",
        "..com"
      })
  void find_whatIsNoLink_isNone(String text) {
    assertThat(LinkFinder.find(text)).isEmpty();
  }

  @Test
  void find_several_inOrder() {
    assertThat(LinkFinder.find("a.com b https://c.org/d e.net."))
        .extracting(Link::host)
        .containsExactly("a.com", "c.org", "e.net");
  }

  @Test
  void find_anyText_placesAreWithinIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab.:/@[]() -\uD83D\uDE00comdtw\u3002?#";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int i = 0; i < length; i++) {
        text.append(
            random.nextInt(6) == 0
                ? List.of("http://", "www.", ".com", "(dot)").get(random.nextInt(4))
                : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int before = 0;
      for (Link link : LinkFinder.find(text.toString())) {
        assertThat(link.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(before);
        assertThat(link.end()).isGreaterThan(link.start()).isLessThanOrEqualTo(text.length());
        before = link.end();
      }
    }
  }
}
