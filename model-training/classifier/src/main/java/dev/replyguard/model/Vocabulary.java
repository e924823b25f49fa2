package dev.replyguard.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a WordPiece vocabulary as BERT models come with it, {@code vocab.txt}: a token a line, its
 * number the number of the line, from 0.
 */
public final class Vocabulary {
  private static final int MAX_BYTES = 1 << 26;

  private Vocabulary() {}

  /**
   * The tokens of a file, by number.
   *
   * @throws BundleException when it is missing, too large, not UTF-8, has a token twice or none, or
   *     lacks one of those that {@code settings} name
   */
  public static List<String> read(Path file, WordPieceSettings settings) throws BundleException {
    List<String> tokens = read(file);
    try {
      check(tokens, settings);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file.toString(), String.valueOf(e.getMessage()), e);
    }
    return tokens;
  }

  static List<String> read(Path file) throws BundleException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BundleException(file.toString(), "is larger than any vocabulary");
      }
      return parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BundleException(file.toString(), "there is no such file", e);
    } catch (IllegalArgumentException e) {
      throw new BundleException(file.toString(), String.valueOf(e.getMessage()), e);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The tokens, by number. */
  static List<String> parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("UTF-8 expected", e);
    }
    // Only at line feeds: other line ends of Unicode are tokens in some vocabularies.
    String[] lines = text.split("\r?\n", -1);
    boolean ended = lines.length > 1 && lines[lines.length - 1].isEmpty();
    List<String> tokens = List.of(ended ? Arrays.copyOf(lines, lines.length - 1) : lines);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      Integer before = seen.put(token, i);
      if (token.isEmpty() || before != null) {
        throw new IllegalArgumentException(
            "line %d: %s"
                .formatted(
                    i + 1,
                    before == null
                        ? "a token expected, got nothing"
                        : "is the same token as line " + (before + 1)));
      }
    }
    return tokens;
  }

  static byte[] write(List<String> tokens) {
    return (String.join("\n", tokens) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks that the special tokens are there.
   *
   * @throws IllegalArgumentException naming the one that is not
   */
  static void check(List<String> tokens, WordPieceSettings settings) {
    for (String token :
        List.of(settings.unknown(), settings.first(), settings.last(), settings.padding())) {
      if (!tokens.contains(token)) {
        throw new IllegalArgumentException("has no token " + token);
      }
    }
  }
}
