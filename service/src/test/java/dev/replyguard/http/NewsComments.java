package dev.replyguard.http;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * What readers of a news site write on one day: real comments from the data beside the repository
 * where it is (or where the variable {@code REPLYGUARD_DATA} says), else made-up ones.
 */
final class NewsComments {
  private static final List<String> SOURCES =
      List.of("news-nyt-editorial", "news-fox", "civil", "news-unhealthy", "jigsaw-train");
  private static final List<String> OPENINGS =
      List.of("I think", "Nobody says that", "My neighbour told me", "In our town", "Last year");
  private static final List<String> SUBJECTS =
      List.of("the ferry", "the new school", "the mayor", "this article", "the old harbour");
  private static final List<String> ENDINGS =
      List.of("is well worth it", "costs too much", "is run by an idiot", "was open", "is a shame");
  private static final int REAL = 20_000;
  private static final int MADE_UP = 2_000;
  private static final int MAX_LENGTH = 5_000;

  private NewsComments() {}

  /**
   * One comment.
   *
   * @param rude whether those who read it would have it rejected
   */
  record Written(String text, boolean rude) {}

  /** All of the day, in an order drawn with {@code random}. */
  static List<Written> ofTheDay(Random random) {
    String told = System.getenv("REPLYGUARD_DATA");
    Path data = told == null ? Path.of("../../shared/data") : Path.of(told);
    List<Written> written = Files.isDirectory(data) ? real(data) : madeUp(random);
    Collections.shuffle(written, random);
    return written.subList(0, Math.min(REAL, written.size()));
  }

  private static List<Written> real(Path data) {
    List<Written> written = new ArrayList<>();
    for (String source : SOURCES) {
      CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      try (Reader reader =
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(data.resolve(source + ".csv.gz"))),
              StandardCharsets.UTF_8)) {
        for (CSVRecord row : format.parse(reader)) {
          if (written.size() < REAL && row.get("text").length() <= MAX_LENGTH) {
            written.add(new Written(row.get("text"), isRude(row)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return written;
  }

  private static boolean isRude(CSVRecord row) {
    String toxicity = row.get("toxicity");
    return !toxicity.isEmpty() && Double.parseDouble(toxicity) >= 0.5;
  }

  private static List<Written> madeUp(Random random) {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < MADE_UP; i++) {
      String ending = drawn(ENDINGS, random);
      String text =
          drawn(OPENINGS, random) + ' ' + drawn(SUBJECTS, random) + ' ' + ending + ", number " + i;
      written.add(new Written(text, ending.contains("idiot")));
    }
    return written;
  }

  static <T> T drawn(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  /** As the site sends it. */
  static JsonObject json(String id, String text, String author, String article) {
    return new JsonObject()
        .put("id", id)
        .put("text", text)
        .put("author", new JsonObject().put("id", author).put("email", author + "@readers.example"))
        .put("article", new JsonObject().put("id", article).put("title", "About " + article));
  }
}
