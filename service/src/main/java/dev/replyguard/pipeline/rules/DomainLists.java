package dev.replyguard.pipeline.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of domains that hold for all sites.
 *
 * @param shorteners URL shorteners
 * @param disposable domains of throw-away e-mail addresses
 */
public record DomainLists(DomainSet shorteners, DomainSet disposable) {
  /** The most domains that an operator's file may hold. */
  public static final int MAX_DOMAINS = 500_000;

  private static final String SHORTENERS = "url-shorteners.txt";
  private static final String DISPOSABLE = "disposable-email-domains.txt";

  /**
   * The lists that come with the service, and the operator's.
   *
   * @param disposableFile a file with further domains of throw-away addresses, one a line, or null;
   *     empty lines and those that begin with {@code #} are passed over
   * @throws InvalidDomainListException when the file cannot be read, or a line of it is no domain
   */
  public static DomainLists load(@Nullable Path disposableFile) {
    DomainSet known = DomainSet.of(shipped(DISPOSABLE));
    return new DomainLists(
        DomainSet.of(shipped(SHORTENERS)),
        disposableFile == null ? known : known.and(read(disposableFile)));
  }

  /** A list that cannot be used; the message says what is wrong, and in which line. */
  public static final class InvalidDomainListException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidDomainListException(String message) {
      super(message);
    }
  }

  private static List<String> read(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return read(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new InvalidDomainListException("there is no file " + file);
    } catch (CharacterCodingException e) {
      throw new InvalidDomainListException(file + " is not a text in UTF-8");
    } catch (IOException e) {
      throw new InvalidDomainListException(file + " cannot be read: " + e.getMessage());
    }
  }

  private static List<String> shipped(String name) {
    try (InputStream in = DomainLists.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing on the class path");
      }
      return read(new InputStreamReader(in, StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private static List<String> read(Reader source, String name) throws IOException {
    BufferedReader in = new BufferedReader(source);
    List<String> domains = new ArrayList<>();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      int at = number;
      domains.add(
          DomainNames.canonical(entry)
              .orElseThrow(
                  () ->
                      new InvalidDomainListException(
                          name + " line " + at + ": the name of a domain expected")));
      if (domains.size() > MAX_DOMAINS) {
        throw new InvalidDomainListException(
            name + " line " + at + ": at most " + MAX_DOMAINS + " domains expected");
      }
    }
    return domains;
  }
}
