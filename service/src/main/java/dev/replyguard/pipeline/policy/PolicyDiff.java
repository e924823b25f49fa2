package dev.replyguard.pipeline.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two policy documents, field by field. Rules that have names are told apart
 * by these, not by their places; of lists of words and domains, the entries that came and went.
 */
public final class PolicyDiff {
  /** How many changes are told. */
  public static final int MAX_CHANGES = 1_000;

  private final List<Change> changes = new ArrayList<>();
  private boolean complete = true;

  private PolicyDiff() {}

  /**
   * A change.
   *
   * @param field the field with its way there, such as {@code rules.words[spam].verdict}
   * @param before what it was, as in {@link PolicyTree}; null where it was not there
   * @param after what it is now; null where it is not there any more
   */
  public record Change(String field, @Nullable Object before, @Nullable Object after) {}

  /**
   * All changes, in order of the fields.
   *
   * @param changes at most {@link #MAX_CHANGES}
   * @param complete false where there are more
   */
  public record Result(List<Change> changes, boolean complete) {
    public Result {
      changes = List.copyOf(changes);
    }
  }

  /** What leads from the one document to the other; both as {@link PolicyTree} parses them. */
  public static Result between(Map<String, Object> before, Map<String, Object> after) {
    PolicyDiff diff = new PolicyDiff();
    diff.compare("", before, after);
    return new Result(diff.changes, diff.complete);
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (equal(before, after)) {
      return;
    }
    if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
      fields(path, old, now);
    } else if (before instanceof List<?> old
        && after instanceof List<?> now
        && areNamed(old, now)) {
      fields(path, byName(old), byName(now));
    } else if (before instanceof List<?> old
        && after instanceof List<?> now
        && arePlain(old, now)) {
      entries(path, old, now);
    } else {
      add(new Change(path, before, after));
    }
  }

  private void fields(String path, Map<?, ?> before, Map<?, ?> after) {
    Set<Object> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (Object name : names) {
      String child = String.valueOf(name);
      boolean isElement = child.startsWith("[");
      compare(
          path.isEmpty() || isElement ? path + child : path + "." + child,
          before.get(name),
          after.get(name));
    }
  }

  private void entries(String path, List<?> before, List<?> after) {
    Set<Object> gone = new LinkedHashSet<>(before);
    gone.removeAll(new LinkedHashSet<>(after));
    Set<Object> come = new LinkedHashSet<>(after);
    come.removeAll(new LinkedHashSet<>(before));
    gone.forEach(entry -> add(new Change(path + "[]", entry, null)));
    come.forEach(entry -> add(new Change(path + "[]", null, entry)));
  }

  private void add(Change change) {
    if (changes.size() < MAX_CHANGES) {
      changes.add(change);
    } else {
      complete = false;
    }
  }

  /** One value is written 1 in one format and 1.0 in another. */
  private static boolean equal(@Nullable Object before, @Nullable Object after) {
    if (before instanceof Number old && after instanceof Number now) {
      return old.doubleValue() == now.doubleValue();
    }
    return Objects.equals(before, after);
  }

  private static boolean areNamed(List<?> before, List<?> after) {
    return before.stream().allMatch(PolicyDiff::isNamed)
        && after.stream().allMatch(PolicyDiff::isNamed);
  }

  private static boolean isNamed(Object element) {
    return element instanceof Map<?, ?> map && map.get("name") instanceof String;
  }

  private static boolean arePlain(List<?> before, List<?> after) {
    return before.stream().noneMatch(element -> element instanceof Map || element instanceof List)
        && after.stream().noneMatch(element -> element instanceof Map || element instanceof List);
  }

  private static Map<String, Object> byName(List<?> elements) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (Object element : elements) {
      if (element instanceof Map<?, ?> map) {
        named.put("[" + map.get("name") + "]", map);
      }
    }
    return named;
  }
}
