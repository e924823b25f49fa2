package dev.replyguard.domain.policy;

import dev.replyguard.model.Label;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule over several things at once, such as "insult from 0.4 on, and a first-time commenter". All
 * that is named must hold; what is null or empty is not asked about.
 *
 * @param name the rule's name within the policy
 * @param labels the lowest score of each label that is asked about, above 0 and at most 1
 * @param sections one of these sections of the publication
 * @param languages one of these languages, ISO 639-1 codes or {@link LanguagePolicy#UNDETERMINED}
 * @param firstTime whether the author is a first-time commenter
 * @param anonymous whether neither the author's id nor an e-mail is known
 * @param authorUrl whether the author gives a home page
 * @param reply whether it answers another comment
 * @param links how many links it has at least
 * @param action what follows
 */
public record Condition(
    String name,
    Map<Label, Float> labels,
    Set<String> sections,
    Set<String> languages,
    @Nullable Boolean firstTime,
    @Nullable Boolean anonymous,
    @Nullable Boolean authorUrl,
    @Nullable Boolean reply,
    @Nullable Integer links,
    Action action) {

  public Condition {
    Map<Label, Float> copy = new EnumMap<>(Label.class);
    copy.putAll(labels);
    labels = Collections.unmodifiableMap(copy);
    sections = Set.copyOf(sections);
    languages = Set.copyOf(languages);
  }
}
