package dev.replyguard.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.replyguard.training.data.ReferenceCsv.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;

/**
 * Looks for files that {@link CsvTable} reads in another way than {@link ReferenceCsv} does. Runs
 * on the kept inputs as part of the build, and searches with {@code JAZZER_FUZZ=1}.
 */
class CsvTableFuzzTest {
  private static final Path FILE = temporaryFile();

  @FuzzTest(maxDuration = "2m")
  void next_anyText_isReadAsTheReferenceDoes(byte[] units) throws IOException {
    String text = text(units);
    if (!text.startsWith("PK\u0003\u0004")) {
      compare(text, ReferenceCsv.read(text));
    }
  }

  @FuzzTest(maxDuration = "2m")
  void next_anyBytes_isATableOrRefused(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try (CsvTable table = CsvTable.open(FILE, List.of())) {
      while (hasNext(table)) {
        assertThat(table.line()).isPositive();
      }
    } catch (DataException expected) {
      assertThat(expected).hasMessageContaining(FILE.toString());
    }
  }

  @FuzzTest(maxDuration = "2m")
  void next_ofWhatWasPrinted_hasTheSameFields(byte[] units) throws IOException {
    // Fields are parted by the control character made for it; three to a record.
    List<String> fields = List.of((text(units) + "\u001F\u001F").split("\u001F", 3));
    String printed = CSVFormat.RFC4180.format("a", "b", "c");
    String record = CSVFormat.RFC4180.format(fields.toArray());
    Files.writeString(FILE, printed + "\r\n" + record + "\r\n" + record);

    try (CsvTable table = CsvTable.open(FILE, List.of("a", "b", "c"))) {
      for (int i = 0; i < 2; i++) {
        if (fields.equals(List.of("a", "b", "c"))) {
          return;
        }
        assertThat(table.next()).isTrue();
        assertThat(List.of(table.field("a"), table.field("b"), table.field("c"))).isEqualTo(fields);
      }
      assertThat(table.next()).isFalse();
    }
  }

  private static void compare(String text, List<Line> expected) throws IOException {
    Files.writeString(FILE, text);
    CsvTable table;
    try {
      table = CsvTable.open(FILE, List.of());
    } catch (DataException e) {
      boolean header = !expected.isEmpty() && !expected.get(0).isBroken();
      assertThat(header && new HashSet<>(names(expected)).size() == names(expected).size())
          .as("refused: %s", e.getMessage())
          .isFalse();
      return;
    }
    try (table) {
      List<String> names = names(expected);
      for (Line line : expected.subList(1, expected.size())) {
        compare(table, line, names);
      }
      assertThat(table.next()).isFalse();
    }
  }

  private static void compare(CsvTable table, Line line, List<String> names) throws IOException {
    boolean again = named(line.fields()).equals(names);
    boolean good = line.fields().size() == names.size() && !again;
    try {
      assertThat(table.next()).as("line %d is there", line.number()).isTrue();
    } catch (DataException e) {
      assertThat(good).as("refused: %s", e.getMessage()).isFalse();
      assertThat(e.getMessage()).contains(", line " + line.number() + ", record ");
      assertThat(table.isBroken()).isEqualTo(line.isBroken());
      return;
    }
    if (!good) {
      fail("line %d is taken", line.number());
    }
    assertThat(names.stream().map(table::field).toList()).isEqualTo(line.fields());
    assertThat(table.line()).isEqualTo(line.number());
  }

  private static List<String> names(List<Line> lines) {
    return named(lines.get(0).fields());
  }

  private static List<String> named(List<String> header) {
    return IntStream.range(0, header.size())
        .mapToObj(i -> i == 0 ? header.get(0).replaceFirst("^\uFEFF", "") : header.get(i))
        .toList();
  }

  private static boolean hasNext(CsvTable table) throws IOException {
    try {
      return table.next();
    } catch (DataException e) {
      assertThat(e).hasMessageContaining(FILE.toString());
      return !table.isBroken();
    }
  }

  /** Two bytes to a UTF-16 unit, the high one first; as UTF-8 can write it. */
  private static String text(byte[] units) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < units.length; i += 2) {
      text.append((char) ((units[i] & 0xFF) << 8 | (units[i + 1] & 0xFF)));
    }
    return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static Path temporaryFile() {
    try {
      Path file = Files.createTempFile("csv-table", ".csv");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
