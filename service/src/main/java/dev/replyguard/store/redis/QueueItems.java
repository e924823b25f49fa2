package dev.replyguard.store.redis;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Decision;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.ReviewPolicy;
import dev.replyguard.model.Label;
import dev.replyguard.model.Scores;
import dev.replyguard.store.Facet;
import dev.replyguard.store.Facet.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the queue keeps of a waiting comment, as {@code lib/queue.lua} has it.
 *
 * <p>The rank is the time of arrival less a head start for the severity, so that all comments gain
 * by waiting and their order never changes by it.
 */
final class QueueItems {
  static final String WHAT = "queue item";
  static final int VERSION = 1;

  private static final int MAX_RULES = 16;
  private static final int THOUSAND = 1_000;

  /** As much of a text as is searched, in UTF-16 units. */
  private static final int MAX_SEARCHED = 4_096;

  private QueueItems() {}

  /**
   * The item of a comment.
   *
   * @param identities what its author is known by
   * @param arrivedAt since when it waits
   */
  static JsonObject item(
      Comment comment,
      List<String> identities,
      Decision decision,
      ReviewPolicy policy,
      Instant arrivedAt) {
    JsonArray scores = new JsonArray();
    Scores given = decision.scores();
    int top = 0;
    for (Label label : Label.ALL) {
      int score = given == null ? 0 : Math.round(given.get(label) * THOUSAND);
      top = Math.max(top, score);
      scores.add(score);
    }
    long at = arrivedAt.toEpochMilli();
    return StoredJson.ofVersion(VERSION)
        .put("at", at)
        .put("base", at - lead(policy.severityLead(), top))
        .put("wr", policy.reportLead().toMillis())
        .put("wg", policy.groupLead().toMillis())
        .put("reports", 0)
        .put("scores", scores)
        .put("top", top)
        .put("narrow", lines(narrow(decision)))
        .put("wide", lines(wide(identities, comment.article())));
  }

  /**
   * The same in its place, but found by no score, label or rule: who filters by them would know
   * which comments were not drawn by lot.
   */
  static JsonObject withoutHints(JsonObject item) {
    JsonArray scores = new JsonArray();
    Label.ALL.forEach(label -> scores.add(0));
    String language = Kind.LANGUAGE.key() + ":";
    return item.put("scores", scores)
        .put("top", 0)
        .put(
            "narrow",
            item.getString("narrow")
                .lines()
                .filter(facet -> facet.startsWith(language))
                .collect(Collectors.joining("\n")));
  }

  /** As much of a normalised text as is searched. */
  static String searched(String normalized) {
    return normalized.length() <= MAX_SEARCHED
        ? normalized
        : normalized.substring(
            0,
            MAX_SEARCHED
                - (Character.isHighSurrogate(normalized.charAt(MAX_SEARCHED - 1)) ? 1 : 0));
  }

  private static long lead(Duration severityLead, int top) {
    return severityLead.toMillis() * top / THOUSAND;
  }

  private static Set<Facet> narrow(Decision decision) {
    Set<Facet> facets = new LinkedHashSet<>();
    for (Reason reason : decision.reasons()) {
      if (!reason.shadow() && facets.size() < MAX_RULES) {
        facets.add(new Facet(Kind.RULE, reason.stage().key() + "/" + reason.rule()));
        Label label = reason.label();
        if (label != null) {
          facets.add(new Facet(Kind.LABEL, label.key()));
        }
      }
    }
    if (decision.detectedLanguage() != null) {
      facets.add(new Facet(Kind.LANGUAGE, decision.detectedLanguage()));
    }
    return facets;
  }

  private static Set<Facet> wide(List<String> identities, Article article) {
    Set<Facet> facets = new LinkedHashSet<>();
    identities.forEach(identity -> facets.add(new Facet(Kind.AUTHOR, identity)));
    if (article.id() != null) {
      facets.add(new Facet(Kind.ARTICLE, article.id()));
    }
    return facets;
  }

  private static String lines(Set<Facet> facets) {
    return facets.stream().map(Facet::name).collect(Collectors.joining("\n"));
  }
}
