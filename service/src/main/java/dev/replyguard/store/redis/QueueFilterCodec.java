package dev.replyguard.store.redis;

import dev.replyguard.domain.Actor;
import dev.replyguard.domain.Author;
import dev.replyguard.model.Label;
import dev.replyguard.store.Facet;
import dev.replyguard.store.Facet.Kind;
import dev.replyguard.store.QueueFilter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link QueueFilter} as {@code lib/page.lua} reads it. */
final class QueueFilterCodec {
  private static final int THOUSAND = 1_000;
  private static final String NOBODY = "nobody";

  private final AuthorIdentities identities;

  QueueFilterCodec(AuthorIdentities identities) {
    this.identities = identities;
  }

  /**
   * The filter, for who asks.
   *
   * @param open whether to leave out what is meant for other moderators
   */
  String encode(QueueFilter filter, Actor asking, boolean open) {
    JsonArray facets = new JsonArray();
    Label label = filter.label();
    add(facets, Kind.LABEL, label == null ? null : label.key());
    add(facets, Kind.RULE, filter.rule());
    add(facets, Kind.LANGUAGE, filter.language());
    add(facets, Kind.ARTICLE, filter.article());
    add(facets, Kind.GROUP, filter.group());
    add(facets, Kind.ASSIGNEE, filter.assignee());
    if (!filter.author().equals(Author.UNKNOWN)) {
      Optional<String> author =
          filter.hidden()
              ? identities.ofHidden(filter.author()).stream().findFirst()
              : identities.primary(filter.author());
      add(facets, Kind.AUTHOR, author.orElse(NOBODY));
    }
    JsonObject json =
        new JsonObject()
            .put("facets", facets)
            .put("minScore", (int) Math.ceil(filter.minScore() * THOUSAND))
            .put("maxScore", (int) Math.floor(filter.maxScore() * THOUSAND))
            .put("claim", filter.claim().key())
            .put("actor", asking.id())
            .put("open", open);
    StoredJson.put(json, "label", label == null ? null : label.index() + 1);
    StoredJson.put(json, "from", millis(filter.from()));
    StoredJson.put(json, "to", millis(filter.to()));
    StoredJson.put(json, "text", filter.text());
    return json.encode();
  }

  /** What comes from there, for who asks. */
  static String encode(List<String> marks, Actor asking) {
    return new JsonObject()
        .put("facets", new JsonArray())
        .put("origins", new JsonArray(marks))
        .put("claim", QueueFilter.Claim.ANY.key())
        .put("actor", asking.id())
        .put("open", false)
        .encode();
  }

  private static void add(JsonArray facets, Kind kind, @Nullable String value) {
    if (value != null) {
      facets.add(
          new JsonObject().put("name", new Facet(kind, value).name()).put("wide", kind.isWide()));
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
