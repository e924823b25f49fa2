package dev.replyguard.pipeline;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.MemoryPolicy;
import dev.replyguard.domain.RecordedComment;
import dev.replyguard.domain.SimHash;
import dev.replyguard.store.TextTrace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which comments belong to a campaign, worked out of the comments in the order in which they came:
 * as {@code lib/groups.lua} would have found it. For one thread at a time; of a comment it holds no
 * text, some 400 bytes.
 */
final class ReplayedGroups {
  private static final String NOBODY = "";
  private static final long SECOND = 1_000;

  private final MemoryPolicy memory;
  private final Fingerprints<Leader> leaders = new Fingerprints<>(Leader::simHash);
  private final Map<String, Group> groups = new HashMap<>();

  /** The first comment of what may become a group. */
  private record Leader(String id, SimHash simHash, String author, long at) {}

  /** A group; times are milliseconds since 1970. */
  private static final class Group {
    private final Map<String, Long> authors = new HashMap<>();
    private long ends;
    private long authorsEnd;
    private long campaignEnds;
  }

  ReplayedGroups(MemoryPolicy memory) {
    this.memory = memory;
  }

  /** Takes a comment in, each once, the earliest first; tells whether it belongs to a campaign. */
  boolean join(RecordedComment recorded, TextTrace trace) {
    SimHash simHash = trace.simHash();
    if (simHash == null) {
      return false;
    }
    long now = recorded.recordedAt().toEpochMilli();
    long age = memory.groupAge().toMillis();
    String id = recorded.comment().id();
    String author = author(recorded.comment().author());
    Leader leader =
        leaders.nearest(
            simHash, memory.distance(), each -> each.at() + age >= now && !each.id().equals(id));
    if (leader == null) {
      leaders.add(new Leader(id, simHash, author, now / SECOND * SECOND));
      return false;
    }
    Group group = group(leader, now);
    group.ends = now + age;
    touch(group, author, now, now);
    long since = now - memory.campaignWindow().toMillis();
    long authors = group.authors.values().stream().filter(last -> last >= since).count();
    if (authors >= memory.campaignAuthors()) {
      group.campaignEnds = now + age;
    }
    return group.campaignEnds > now;
  }

  private Group group(Leader leader, long now) {
    Group group = groups.computeIfAbsent(leader.id(), id -> new Group());
    if (group.ends <= now) {
      touch(group, leader.author(), leader.at(), now);
    }
    return group;
  }

  /** Authors are forgotten together, when none of them has written for as long as the window is. */
  private void touch(Group group, String author, long at, long now) {
    if (group.authorsEnd <= now) {
      group.authors.clear();
    }
    group.authors.merge(author, at, Math::max);
    group.authorsEnd = now + memory.campaignWindow().toMillis();
  }

  /** The first known of id, e-mail and address; all of whom nothing is known count as one. */
  private static String author(Author hidden) {
    return hidden.id() != null
        ? "id:" + hidden.id()
        : known("email:", hidden.email(), known("ip:", hidden.ip(), NOBODY));
  }

  private static String known(String kind, @Nullable String value, String otherwise) {
    return value == null ? otherwise : kind + value;
  }
}
