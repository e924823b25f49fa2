package dev.replyguard.domain.policy;

import dev.replyguard.domain.Match.Field;
import java.util.List;
import java.util.Set;

/**
 * Words and phrases that a site does not want.
 *
 * @param name the list's name within the policy
 * @param words each a word or phrase that matches as a whole, without regard to case; {@code *}
 *     stands for any letters and digits, {@code ?} for one of them
 * @param except words and phrases of the same form; what they match is not matched by {@code words}
 * @param fields where to look
 * @param disguised whether to look at the normalised text, too, in which disguises are undone
 * @param action what follows
 */
public record WordList(
    String name,
    List<String> words,
    List<String> except,
    Set<Field> fields,
    boolean disguised,
    Action action) {

  public WordList {
    words = List.copyOf(words);
    except = List.copyOf(except);
    fields = Set.copyOf(fields);
  }
}
