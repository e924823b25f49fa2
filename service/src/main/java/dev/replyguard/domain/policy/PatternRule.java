package dev.replyguard.domain.policy;

import dev.replyguard.domain.Match.Field;

/**
 * A regular expression that a site does not want matched.
 *
 * @param name the rule's name within the policy
 * @param regex in the syntax of RE2, which is matched in time linear in the text's length
 * @param field where to look
 * @param normalized whether to look at the normalised text instead of what was written
 * @param caseSensitive whether capitals and small letters differ
 * @param action what follows
 */
public record PatternRule(
    String name,
    String regex,
    Field field,
    boolean normalized,
    boolean caseSensitive,
    Action action) {}
