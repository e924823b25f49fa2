package dev.replyguard.pipeline.rules;

import dev.replyguard.domain.Match;
import dev.replyguard.domain.Match.Field;
import dev.replyguard.domain.Reason;
import dev.replyguard.domain.policy.Action;
import dev.replyguard.domain.policy.CountRule;
import dev.replyguard.domain.policy.DomainRule;
import dev.replyguard.domain.policy.LinkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules about links, in the text and as the author's home page. */
final class LinkChecks implements Rule {
  private final LinkRules rules;
  private final @Nullable Action authorUrl;
  private final DomainSet allowed;
  private final DomainSet denied;
  private final DomainSet shorteners;

  LinkChecks(LinkRules rules, @Nullable Action authorUrl, DomainLists lists) {
    this.rules = rules;
    this.authorUrl = authorUrl;
    allowed = DomainSet.of(rules.allowed());
    denied = rules.denied() == null ? DomainSet.EMPTY : DomainSet.of(rules.denied().domains());
    shorteners =
        rules.shorteners() == null
            ? DomainSet.EMPTY
            : lists.shorteners().and(rules.shorteners().domains());
  }

  @Override
  public List<Reason> examine(CommentView comment) {
    List<Link> links = comment.links();
    Optional<String> home = comment.authorHost();
    if (links.isEmpty() && home.isEmpty()) {
      return List.of();
    }
    List<Link> counted = links.stream().filter(link -> !allowed.contains(link.host())).toList();
    Optional<String> foreign = home.filter(host -> !allowed.contains(host));
    List<Reason> reasons = new ArrayList<>();
    tooMany(comment, counted, reasons);
    denied(comment, counted, foreign, reasons);
    shortened(comment, counted, foreign, reasons);
    others(comment, counted, reasons);
    home(comment, foreign, reasons);
    return reasons;
  }

  private void tooMany(CommentView comment, List<Link> links, List<Reason> reasons) {
    CountRule max = rules.max();
    if (max != null && links.size() > max.limit()) {
      reasons.add(
          Reasons.of(
              "links.max",
              max.action(),
              Reasons.count(links.size(), "link", "links")
                  + ", "
                  + (max.limit() == 0 ? "none" : "at most " + max.limit())
                  + " expected",
              matches(comment, links)));
    }
  }

  private void denied(
      CommentView comment, List<Link> links, Optional<String> home, List<Reason> reasons) {
    DomainRule rule = rules.denied();
    List<Match> matches = in(denied, comment, links, home);
    if (rule != null && !matches.isEmpty()) {
      reasons.add(
          Reasons.of(
              "links.denied",
              rule.action(),
              Reasons.count(matches.size(), "link", "links") + " to denied domains",
              matches));
    }
  }

  private void shortened(
      CommentView comment, List<Link> links, Optional<String> home, List<Reason> reasons) {
    DomainRule rule = rules.shorteners();
    List<Match> matches = in(shorteners, comment, links, home);
    if (rule != null && !matches.isEmpty()) {
      reasons.add(
          Reasons.of(
              "links.shorteners",
              rule.action(),
              Reasons.count(matches.size(), "link", "links") + " through URL shorteners",
              matches));
    }
  }

  private static List<Match> in(
      DomainSet domains, CommentView comment, List<Link> links, Optional<String> home) {
    List<Match> matches =
        new ArrayList<>(
            matches(
                comment, links.stream().filter(link -> domains.contains(link.host())).toList()));
    if (home.filter(domains::contains).isPresent()) {
      matches.add(comment.whole(Field.AUTHOR_URL));
    }
    return matches;
  }

  private void others(CommentView comment, List<Link> links, List<Reason> reasons) {
    Action action = rules.others();
    if (action != null && !links.isEmpty()) {
      reasons.add(
          Reasons.of(
              "links.others",
              action,
              Reasons.count(links.size(), "link", "links") + " to domains that are not allowed",
              matches(comment, links)));
    }
  }

  private void home(CommentView comment, Optional<String> host, List<Reason> reasons) {
    if (authorUrl != null && host.isPresent()) {
      reasons.add(
          Reasons.of(
              "authorUrl",
              authorUrl,
              "The author gives a home page",
              List.of(comment.whole(Field.AUTHOR_URL))));
    }
  }

  private static List<Match> matches(CommentView comment, List<Link> links) {
    return links.stream().map(link -> comment.match(Field.TEXT, link.start(), link.end())).toList();
  }
}
