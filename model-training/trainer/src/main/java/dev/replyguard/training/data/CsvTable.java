package dev.replyguard.training.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header line (RFC 4180; fields may hold line ends), read record by record:
 * memory does not grow with the file. For one thread.
 */
public final class CsvTable implements AutoCloseable {
  /** Longer ones are not read: a quote that is never closed would fill the memory. */
  static final int MAX_RECORD = 1 << 24;

  // Empty lines are passed over here, not by the parser: so every line number is exact.
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).setLenientEof(false).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final AtomicLong bytesRead;
  private final RecordReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> columns = new HashMap<>();
  private long line;
  private long record;
  private boolean broken;
  private @Nullable CSVRecord current;

  private CsvTable(Path path, AtomicLong bytesRead, RecordReader reader, CSVParser parser) {
    this.path = path;
    this.bytesRead = bytesRead;
    this.reader = reader;
    this.parser = parser;
    this.records = parser.iterator();
  }

  /**
   * Opens a file, compressed by gzip or not, and reads its header.
   *
   * @param required columns that must be there
   * @throws DataException when it is missing or unreadable, or lacks a column
   */
  public static CsvTable open(Path path, Collection<String> required) throws IOException {
    AtomicLong bytesRead = new AtomicLong();
    RecordReader reader = new RecordReader(TextFiles.open(path, bytesRead), MAX_RECORD);
    CsvTable table = new CsvTable(path, bytesRead, reader, CSVParser.parse(reader, FORMAT));
    try {
      table.readHeader(required);
    } catch (IOException e) {
      table.close();
      throw e;
    }
    return table;
  }

  private void readHeader(Collection<String> required) throws IOException {
    if (!read()) {
      throw new DataException(path.toString(), "a header line expected, but the file is empty");
    }
    CSVRecord header = record();
    for (int i = 0; i < header.size(); i++) {
      if (columns.putIfAbsent(named(header, i), i) != null) {
        throw new DataException(
            path.toString(), line, "column " + named(header, i) + " is named twice");
      }
    }
    List<String> missing = new ArrayList<>(required);
    missing.removeAll(columns.keySet());
    if (!missing.isEmpty()) {
      throw new DataException(
          path.toString(),
          line,
          "missing column "
              + String.join(", ", missing)
              + NearestName.hint(missing.get(0), columns.keySet()));
    }
  }

  /** A field of a header line, without the mark that some programs put before the first. */
  private static String named(CSVRecord header, int index) {
    String name = header.get(index);
    boolean marked = index == 0 && !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK;
    return marked ? name.substring(1) : name;
  }

  /**
   * Goes to the next record. Where a record was refused, the next call goes to the one behind it,
   * unless the table {@link #isBroken}.
   *
   * @return whether there is one
   * @throws DataException when the bytes or the quoting are broken, the number of fields is another
   *     than the header's, or the record is the header once more
   */
  public boolean next() throws IOException {
    if (broken || !read()) {
      return false;
    }
    record++;
    int fields = record().size();
    if (fields != columns.size()) {
      throw error(
          "%d fields expected, as in the header, got %d; %s"
              .formatted(
                  columns.size(),
                  fields,
                  fields > columns.size()
                      ? "a field with a comma is in quotes"
                      : "a field with a line end is in quotes"));
    }
    if (isHeader()) {
      throw error("the header line once more; were files put together?");
    }
    return true;
  }

  private boolean isHeader() {
    for (Map.Entry<String, Integer> column : columns.entrySet()) {
      if (!named(record(), column.getValue()).equals(column.getKey())) {
        return false;
      }
    }
    return true;
  }

  /** Goes to the next record that is no empty line, and numbers its line. */
  private boolean read() throws IOException {
    do {
      long start = parser.getCurrentLineNumber() + 1;
      reader.startRecord();
      try {
        if (!records.hasNext()) {
          return false;
        }
        current = records.next();
      } catch (UncheckedIOException e) {
        throw unreadable(start, e.getCause());
      } catch (IllegalStateException e) {
        throw unreadable(start, e);
      }
      line = start;
    } while (record().size() == 1 && record().get(0).isEmpty());
    return true;
  }

  private DataException unreadable(long start, @Nullable Throwable cause) throws IOException {
    broken = true;
    if (cause instanceof CharacterCodingException) {
      return TextFiles.malformed(path);
    }
    String problem =
        "closed quotes expected: a field with quotes, commas or line ends is in quotes";
    if (cause instanceof ZipException || cause instanceof EOFException) {
      problem = "gzip is damaged or cut short";
    } else if (cause instanceof RecordReader.TooLongException) {
      problem =
          "a record of at most %d characters expected; is a quote never closed?"
              .formatted(MAX_RECORD);
    }
    return columns.isEmpty()
        ? new DataException(path.toString(), start, problem)
        : new DataException(path.toString(), start, record + 1, problem);
  }

  /** Whether nothing behind the last record can be read. */
  public boolean isBroken() {
    return broken;
  }

  /** Whether the file has that column. */
  public boolean hasColumn(String column) {
    return columns.containsKey(column);
  }

  /**
   * A field of the current record, empty where it is blank.
   *
   * @param column one that {@link #hasColumn}
   */
  public String field(String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return record().get(index);
  }

  /** The line the current record starts at, from 1. */
  public long line() {
    return line;
  }

  /** How many bytes of the file, as it is on disk, have been read. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** A fault of the current record, ready to be thrown. */
  public DataException error(String message) {
    return new DataException(path.toString(), line, record, message);
  }

  /** A fault of one field of the current record, ready to be thrown. */
  public DataException error(String column, String message) {
    return error("column " + column + ": " + message);
  }

  private CSVRecord record() {
    CSVRecord here = current;
    if (here == null) {
      throw new IllegalStateException("call next() first");
    }
    return here;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
