package dev.replyguard.store;

import dev.replyguard.domain.SimHash;
import org.jspecify.annotations.Nullable;

/**
 * What a text is recognised by.
 *
 * @param normalized the form in which what looks the same is the same
 * @param digest a keyed hash of site and normalised text, 32 lower-case hexadecimal digits
 * @param simHash the fingerprint of a text that is long enough to have one, else null
 */
public record TextTrace(String normalized, String digest, @Nullable SimHash simHash) {}
