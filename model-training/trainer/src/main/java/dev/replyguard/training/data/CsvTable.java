package dev.replyguard.training.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setLenientEof(false).get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> columns = new HashMap<>();
  private long line;
  private @Nullable CSVRecord current;

  private CsvTable(String file, CSVParser parser) {
    this.file = file;
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
    Reader reader = TextFiles.open(path);
    CsvTable table = new CsvTable(path.toString(), CSVParser.parse(reader, FORMAT));
    try {
      table.readHeader(required);
    } catch (IOException e) {
      table.close();
      throw e;
    }
    return table;
  }

  private void readHeader(Collection<String> required) throws IOException {
    if (!next()) {
      throw new DataException(file, "a header line expected, but the file is empty");
    }
    CSVRecord header = record();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (i == 0 && !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK) {
        name = name.substring(1);
      }
      if (columns.putIfAbsent(name, i) != null) {
        throw error("column " + name + " is named twice");
      }
    }
    List<String> missing = new ArrayList<>(required);
    missing.removeAll(columns.keySet());
    if (!missing.isEmpty()) {
      throw error("missing column " + String.join(", ", missing));
    }
  }

  /**
   * Goes to the next record.
   *
   * @return whether there is one
   * @throws DataException when the bytes or the quoting are broken, or the number of fields is
   *     another than the header's
   */
  public boolean next() throws IOException {
    long start = parser.getCurrentLineNumber() + 1;
    try {
      if (!records.hasNext()) {
        return false;
      }
      current = records.next();
    } catch (UncheckedIOException e) {
      throw broken(start, e.getCause());
    } catch (IllegalStateException e) {
      throw broken(start, e);
    }
    line = start;
    int fields = record().size();
    if (!columns.isEmpty() && fields != columns.size()) {
      throw error(columns.size() + " fields expected, as in the header, got " + fields);
    }
    return true;
  }

  private DataException broken(long start, @Nullable Throwable cause) {
    if (cause instanceof CharacterCodingException) {
      return new DataException(
          file, start, "UTF-8 expected, got other bytes at or after this line");
    }
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return new DataException(file, start, "gzip is damaged or cut short");
    }
    return new DataException(
        file,
        start,
        "closed quotes expected: a field with quotes, commas or line ends is in quotes");
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

  /** A fault of the current record, ready to be thrown. */
  public DataException error(String message) {
    return new DataException(file, line, message);
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
