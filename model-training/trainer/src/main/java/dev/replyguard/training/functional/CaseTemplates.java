package dev.replyguard.training.functional;

import dev.replyguard.model.Label;
import dev.replyguard.training.data.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates of comments with slots, and what fills the slots, from a text file that tells its own
 * format. Immutable.
 */
final class CaseTemplates {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)\\}");
  private static final Pattern ARTICLE = Pattern.compile("(?<![\\w'])([Aa])n? $");
  private static final Pattern VOWEL =
      Pattern.compile("(?i)(?!us|uni|eu|one)[aeiou].*|hon.*|hour.*");
  private static final List<String> IDENTITY_SLOTS = List.of("group", "member", "adjective");

  /** The plural of an identity, for {@link #identities}. */
  static final int PLURAL = 0;

  /** The adjective of an identity, for {@link #identities}. */
  static final int ADJECTIVE = 2;

  /** A template under the heading it stands under. */
  record Template(String functionality, Label judgedBy, Map<Label, Boolean> expected, String text) {
    boolean namesIdentity() {
      return IDENTITY_SLOTS.stream().anyMatch(slot -> text.contains("{" + slot + "}"));
    }
  }

  private final Map<String, List<String>> identities = new LinkedHashMap<>();
  private final Map<String, List<String>> fillers = new LinkedHashMap<>();
  private final List<Template> templates = new ArrayList<>();

  private CaseTemplates() {}

  /** The shipped ones for {@code split}. */
  static CaseTemplates of(Split split) {
    String name = split == Split.TRAINING ? "training.txt" : "report.txt";
    try (InputStream file = CaseTemplates.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the trainer");
      }
      return read(name, new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @param name for messages
   * @throws IllegalArgumentException when a line is not what the format says, with its number
   */
  static CaseTemplates read(String name, BufferedReader lines) throws IOException {
    CaseTemplates read = new CaseTemplates();
    Template heading = null;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      try {
        if (line.startsWith("@")) {
          read.define(line);
        } else if (line.startsWith("[")) {
          heading = heading(line);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          read.add(heading, line.strip());
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d: %s".formatted(name, number, e.getMessage()), e);
      }
    }
    return read;
  }

  private void define(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a colon expected");
    }
    String name = line.substring(1, colon).strip();
    List<String> values =
        Pattern.compile("\\|").splitAsStream(line.substring(colon + 1)).map(String::strip).toList();
    if (!name.startsWith("identity ")) {
      fillers.put(name, values);
    } else if (values.size() == IDENTITY_SLOTS.size()) {
      identities.put(name.substring("identity ".length()), values);
    } else {
      throw new IllegalArgumentException("three forms of the identity expected");
    }
  }

  private static Template heading(String line) {
    String[] parts = line.replaceAll("[\\[\\]]", "").split(" ", -1);
    Map<Label, Boolean> expected = new EnumMap<>(Label.class);
    Label first = null;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      int equals = part.indexOf('=');
      Label label =
          Label.ofKey(part.substring(0, Math.max(0, equals)))
              .orElseThrow(() -> new IllegalArgumentException("no label: " + part));
      expected.put(label, part.endsWith("=1"));
      first = first == null ? label : first;
    }
    if (first == null) {
      throw new IllegalArgumentException("a label expected");
    }
    return new Template(parts[0], first, expected, "");
  }

  private void add(@org.jspecify.annotations.Nullable Template heading, String text) {
    if (heading == null) {
      throw new IllegalArgumentException("a heading in brackets expected before templates");
    }
    SLOT.matcher(text)
        .results()
        .map(slot -> slot.group(1))
        .filter(slot -> !IDENTITY_SLOTS.contains(slot) && !fillers.containsKey(slot))
        .findFirst()
        .ifPresent(
            slot -> {
              throw new IllegalArgumentException("nothing fills the slot " + slot);
            });
    templates.add(new Template(heading.functionality, heading.judgedBy, heading.expected, text));
  }

  List<Template> templates() {
    return List.copyOf(templates);
  }

  /** All that fills slots but those of identities. */
  Set<String> fillers() {
    Set<String> all = new LinkedHashSet<>();
    fillers.values().forEach(all::addAll);
    return all;
  }

  /**
   * What fills a slot of identities, one for each, in the same order for all forms.
   *
   * @param form {@link #PLURAL}, 1 for single members, or {@link #ADJECTIVE}
   */
  List<String> identities(int form) {
    return identities.values().stream().map(forms -> forms.get(form)).toList();
  }

  /**
   * Fills the templates, each text once.
   *
   * @param random which fillers are taken
   * @param perIdentity how many cases at most of a template for each identity
   * @param perTemplate how many cases at most of a template without one
   */
  List<FunctionalCase> fill(Random random, int perIdentity, int perTemplate) {
    Map<String, FunctionalCase> cases = new LinkedHashMap<>();
    for (Template template : templates) {
      if (template.namesIdentity()) {
        for (String identity : identities.keySet()) {
          fill(template, Optional.of(identity), random, perIdentity, cases);
        }
      } else {
        fill(template, Optional.empty(), random, perTemplate, cases);
      }
    }
    return List.copyOf(cases.values());
  }

  private void fill(
      Template template,
      Optional<String> identity,
      Random random,
      int count,
      Map<String, FunctionalCase> into) {
    for (int i = 0; i < count; i++) {
      String text = fill(template.text, identity, random);
      into.putIfAbsent(
          text,
          new FunctionalCase(
              template.functionality, text, identity, template.judgedBy, template.expected));
    }
  }

  private String fill(String template, Optional<String> identity, Random random) {
    StringBuilder text = new StringBuilder();
    Matcher slots = SLOT.matcher(template);
    int copied = 0;
    while (slots.find()) {
      text.append(template, copied, slots.start());
      copied = slots.end();
      String filler = filler(slots.group(1), identity, random);
      Matcher article = ARTICLE.matcher(text);
      if (article.find()) {
        String one = article.group(1);
        text.setLength(article.start());
        text.append(one).append(VOWEL.matcher(filler).matches() ? "n " : " ");
      }
      text.append(filler);
    }
    text.append(template, copied, template.length());
    text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    return text.toString();
  }

  private String filler(String slot, Optional<String> identity, Random random) {
    int form = IDENTITY_SLOTS.indexOf(slot);
    if (form >= 0) {
      return identities.getOrDefault(identity.orElseThrow(), List.of()).get(form);
    }
    List<String> values = fillers.getOrDefault(slot, List.of());
    return values.get(random.nextInt(values.size()));
  }
}
