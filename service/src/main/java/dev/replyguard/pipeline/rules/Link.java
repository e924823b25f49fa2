package dev.replyguard.pipeline.rules;

/**
 * A link in a text.
 *
 * @param host where it leads, in the form of {@link DomainNames#canonical}, or an IP address
 * @param start where it starts, in UTF-16 units
 * @param end where it ends, exclusive
 */
record Link(String host, int start, int end) {}
