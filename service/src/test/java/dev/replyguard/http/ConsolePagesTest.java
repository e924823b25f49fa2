package dev.replyguard.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.http.ApiFixture.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePagesTest {
  private static final int MOST_COMPRESSED_BYTES = 150 * 1_024;
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("(?:import\\(|from\\s*|import\\s*)[\"'](\\.[^\"']+)[\"']");

  private final ApiFixture api = ApiFixture.start();

  @AfterAll
  void stop() {
    api.close();
  }

  @Test
  void console_leadsToItsFirstPage() {
    Answer answer = get("/console");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("console/");
  }

  @Test
  void page_allowsScriptsFromHereOnly_noneInline_andNoTextToBecomeMarkup() {
    Answer page = get("/console/queue");

    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .contains("require-trusted-types-for 'script'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(page.body()).doesNotContain("{version}", "<style", "style=", " on");
    assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page.body()).find()).isFalse();
  }

  @Test
  void page_thatTheBrowserHas_isNotSentAgain() {
    Answer page = get("/console/");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");

    Answer again =
        api.send(api.bare("/console/").header("If-None-Match", page.header("etag")).GET());

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("content-security-policy"))
        .isEqualTo(page.header("content-security-policy"));
  }

  @Test
  void everyAddressOfThePages_isTheSamePage_andOthersAreNone() {
    assertThat(get("/console/settings").body()).isEqualTo(get("/console/").body());
    assertThat(get("/console/nothing").status()).isEqualTo(404);
    assertThat(get("/console/assets/old/main.js").status()).isEqualTo(404);
    assertThat(get("/console/..%2fopenapi.yaml").status()).isEqualTo(404);
  }

  @Test
  void everythingThatPageAndScriptsName_isServed_keptForGood_andSmall() throws Exception {
    Map<String, Integer> sizes = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    Matcher links = LINK.matcher(get("/console/").body());
    while (links.find()) {
      open.add("/console/" + links.group(1));
    }
    open.add(open.getFirst().replaceAll("[^/]+$", "vendor/uplot.js"));

    HttpClient client = HttpClient.newHttpClient();
    while (!open.isEmpty()) {
      String path = open.remove();
      if (sizes.containsKey(path)) {
        continue;
      }
      var request =
          HttpRequest.newBuilder(api.bare(path).build().uri())
              .header("Accept-Encoding", "gzip")
              .build();
      var response = client.send(request, BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.headers().firstValue("cache-control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(response.headers().firstValue("content-encoding")).as(path).hasValue("gzip");
      sizes.put(path, response.body().length);
      String source = gunzip(response.body());
      assertThat(source).as(path).isEqualTo(get(path).body()).isNotBlank();
      if (path.endsWith(".js") && !path.endsWith("uplot.js")) {
        Matcher imports = IMPORT.matcher(source);
        while (imports.find()) {
          open.add(URI.create(path).resolve(imports.group(1)).toString());
        }
      }
    }

    assertThat(sizes).hasSizeGreaterThan(25);
    // One person reads one language.
    int sum =
        sizes.entrySet().stream()
            .filter(file -> !file.getKey().matches(".*/messages/(de|es)\\.js"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    System.out.println("console: " + sum + " bytes compressed in " + sizes.size() + " files");
    assertThat(sum).isLessThanOrEqualTo(MOST_COMPRESSED_BYTES);
  }

  @Test
  void everyLanguage_hasTheSameTexts_withTheSameValues() {
    Map<String, String> english = messages("en");

    for (String language : List.of("de", "es")) {
      Map<String, String> others = messages(language);
      assertThat(others.keySet()).as(language).isEqualTo(english.keySet());
      english.forEach(
          (name, text) ->
              assertThat(values(others.get(name)))
                  .as(language + " " + name)
                  .isEqualTo(values(text)));
    }
    assertThat(english).hasSizeGreaterThan(300);
  }

  private Map<String, String> messages(String language) {
    String page = get("/console/").body();
    Matcher script = Pattern.compile("assets/[0-9a-f]+/").matcher(page);
    assertThat(script.find()).isTrue();
    Matcher lines =
        Pattern.compile("^  \"?([\\w.]+)\"?: \"(.*)\",$", Pattern.MULTILINE)
            .matcher(get("/console/" + script.group() + "messages/" + language + ".js").body());
    Map<String, String> messages = new TreeMap<>();
    while (lines.find()) {
      messages.put(lines.group(1), lines.group(2));
    }
    return messages;
  }

  private static Set<String> values(@Nullable String text) {
    return Pattern.compile("\\{\\w+}")
        .matcher(text == null ? "" : text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Answer get(String path) {
    return api.send(api.bare(path).GET());
  }

  private static String gunzip(byte[] compressed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
