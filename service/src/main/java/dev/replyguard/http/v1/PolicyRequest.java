package dev.replyguard.http.v1;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.policy.PolicyFormat;
import dev.replyguard.store.PolicyStore.Draft;
import org.jspecify.annotations.Nullable;

/**
 * A policy document in the body of a request.
 *
 * @param format in what it is written
 * @param source the document
 * @param expected the number of the version that is current as far as the caller knows, 0 for none
 * @param note why, or null
 */
record PolicyRequest(PolicyFormat format, String source, int expected, @Nullable String note) {

  Draft draft(Actor by) {
    return new Draft(format, source, by, note, null);
  }
}
