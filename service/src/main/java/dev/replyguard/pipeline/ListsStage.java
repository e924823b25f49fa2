package dev.replyguard.pipeline;

import dev.replyguard.domain.AuthorList;
import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.Verdict;
import dev.replyguard.pipeline.StageOutcome.Continue;
import dev.replyguard.pipeline.StageOutcome.Decided;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;

/**
 * Is the author trusted or banned? Where several entries are about an author, the one that means
 * fewest people counts: a trusted author may write from a banned network. Among equals a ban
 * counts.
 */
final class ListsStage implements PipelineStage {
  private static final Comparator<ListEntry> WEIGHTIEST =
      Comparator.comparingInt((ListEntry entry) -> entry.trait().reach())
          .thenComparing(ListEntry::list, Comparator.reverseOrder());

  @Override
  public Future<StageOutcome> examine(Findings findings) {
    return Future.succeededFuture(outcome(findings));
  }

  private static StageOutcome outcome(Findings findings) {
    List<ListEntry> listings = findings.background().listings();
    if (listings.isEmpty()) {
      return new Continue(findings);
    }
    ListEntry entry = listings.stream().min(WEIGHTIEST).orElseThrow();
    Verdict verdict = entry.list() == AuthorList.TRUSTED ? Verdict.APPROVE : Verdict.REJECT;
    String why = entry.reason() == null ? "" : ": " + entry.reason();
    Reason reason =
        Reason.of(
            Stage.LISTS,
            entry.list().key() + "." + entry.trait().key(),
            verdict,
            inWords(entry) + why,
            List.of());
    return new Decided(findings.withReasons(List.of(reason)), verdict);
  }

  private static String inWords(ListEntry entry) {
    String status = entry.list() == AuthorList.TRUSTED ? "trusted" : "banned";
    return switch (entry.trait()) {
      case ID, EMAIL -> "The author is " + status;
      case ADDRESS -> "The IP address is " + status;
      case EMAIL_DOMAIN -> "The e-mail domain is " + status;
      case NETWORK -> "The network is " + status;
    };
  }
}
