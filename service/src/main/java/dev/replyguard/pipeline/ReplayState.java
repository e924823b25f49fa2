package dev.replyguard.pipeline;

import dev.replyguard.domain.ListEntry;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.Stage;
import dev.replyguard.domain.policy.EnforcementMode;
import dev.replyguard.pipeline.policy.CompiledPolicy;
import dev.replyguard.store.Background;
import dev.replyguard.store.TextTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was known when each comment came, gathered in the order in which they came. For one thread
 * at a time.
 */
final class ReplayState {
  private final CompiledPolicy draft;
  private final MemoryPolicy memory;
  private final TextTraces traces;
  private final ReplayedHistory history;
  private final ReplayedLists lists = new ReplayedLists();
  private final ReplayedRulings rulings;
  private final ReplayedGroups groups;

  ReplayState(CompiledPolicy draft, MemoryPolicy memory, TextTraces traces) {
    this.draft = draft;
    this.memory = memory;
    this.traces = traces;
    this.history = new ReplayedHistory(draft.questions());
    this.rulings = new ReplayedRulings(memory);
    this.groups = new ReplayedGroups(memory);
  }

  ReplayedHistory history() {
    return history;
  }

  ReplayedLists lists() {
    return lists;
  }

  /** Whether the draft asks on which lists authors are. */
  boolean asksLists() {
    return draft.mode(Stage.LISTS) != EnforcementMode.OFF;
  }

  /** Whether it asks what people have decided. */
  boolean asksMemory() {
    return draft.mode(Stage.MEMORY) != EnforcementMode.OFF;
  }

  /** Whether it holds campaigns. */
  boolean holdsCampaigns() {
    return draft.mode(Stage.MEMORY) == EnforcementMode.ENFORCE;
  }

  /** Learns what people decided about comments, in any order, before those that came later. */
  void learn(List<RecordedComment> ruled) {
    ruled.forEach(each -> rulings.tell(each, trace(each)));
  }

  /** Takes comments in that came before those that are judged, the earliest first. */
  void warmUp(List<RecordedComment> earlier) {
    earlier.forEach(each -> groups.join(each, trace(each)));
  }

  /**
   * Judges a comment, each once, the earliest first.
   *
   * @param entries the ids of the entries that may be about its author
   * @param current entries as they are now, by id
   */
  ReplayedComment judge(
      RecordedComment recorded, List<String> entries, Map<String, ListEntry> current) {
    TextTrace trace = asksMemory() ? trace(recorded) : PolicyReplay.NO_TRACE;
    Instant asked = recorded.decision().decidedAt();
    rulings.advance(asked, recorded.comment().id());
    Background background =
        new Background(
            null,
            null,
            rulings.same(trace, asked),
            rulings.similar(trace, asked),
            asksLists() ? lists.at(recorded, entries, current) : List.of(),
            history.next(recorded));
    boolean campaign = holdsCampaigns() && groups.join(recorded, trace);
    if (asksMemory()) {
      rulings.tell(recorded, trace);
    }
    return PolicyReplay.judge(
        recorded, background, new PolicyReplay.Text(trace, campaign, memory), draft);
  }

  private TextTrace trace(RecordedComment recorded) {
    return traces.of(recorded.comment().site(), recorded.comment().text(), memory.minLength());
  }
}
