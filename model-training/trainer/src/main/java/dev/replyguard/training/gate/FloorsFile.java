package dev.replyguard.training.gate;

import dev.replyguard.training.data.CsvTable;
import dev.replyguard.training.data.DataException;
import dev.replyguard.training.data.ReplacedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** {@link Floors} as a CSV file, a figure a line, so that a change of them shows what changed. */
public final class FloorsFile {
  private static final List<String> COLUMNS =
      List.of("model", "data", "rows", "label", "figure", "measured", "limit");

  private FloorsFile() {}

  /** Writes floors, whole or not at all. */
  public static void write(Path file, Floors floors) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
      printer.printRecord(COLUMNS);
      for (Floor floor : floors.floors()) {
        FigureKey at = floor.at();
        printer.printRecord(
            floors.model(),
            at.data(),
            at.rows(),
            at.label(),
            at.measure().key(),
            four(floor.measured()),
            four(floor.limit()));
      }
    }
    ReplacedFile.write(file, text.toString());
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * Reads floors.
   *
   * @throws DataException when the file is missing or faulty; the message names the line
   */
  public static Floors read(Path file) throws IOException {
    List<Floor> floors = new ArrayList<>();
    String model = "";
    try (CsvTable table = CsvTable.open(file, COLUMNS)) {
      while (table.next()) {
        String named = table.field("model");
        if (!model.isEmpty() && !named.equals(model)) {
          throw table.error("model", "the same in all lines expected");
        }
        model = named;
        floors.add(floor(table));
      }
    }
    if (floors.isEmpty()) {
      throw new DataException(file.toString(), "at least one floor expected");
    }
    return new Floors(model, floors);
  }

  private static Floor floor(CsvTable table) throws DataException {
    Measure measure =
        Measure.ofKey(table.field("figure"))
            .orElseThrow(() -> table.error("figure", "no figure of that name is known"));
    return new Floor(
        new FigureKey(table.field("data"), table.field("rows"), table.field("label"), measure),
        number(table, "measured"),
        number(table, "limit"));
  }

  private static double number(CsvTable table, String column) throws DataException {
    try {
      double value = Double.parseDouble(table.field(column));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw table.error(column, "a number expected");
    }
    throw table.error(column, "a number expected");
  }
}
