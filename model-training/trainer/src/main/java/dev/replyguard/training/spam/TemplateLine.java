package dev.replyguard.training.spam;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a grammar, with the lines that go on with it.
 *
 * @param number of its first line in the file, from 1
 */
record TemplateLine(int number, String text) {
  /** All lines but blank ones and remarks. */
  static List<TemplateLine> read(BufferedReader file) throws IOException {
    List<TemplateLine> lines = new ArrayList<>();
    int number = 0;
    for (String text = file.readLine(); text != null; text = file.readLine()) {
      number++;
      if (text.startsWith(" ") && !text.isBlank() && !lines.isEmpty()) {
        TemplateLine begun = lines.remove(lines.size() - 1);
        lines.add(new TemplateLine(begun.number(), begun.text() + text));
      } else if (!text.isBlank() && !text.startsWith("#")) {
        lines.add(new TemplateLine(number, text));
      }
    }
    return lines;
  }
}
