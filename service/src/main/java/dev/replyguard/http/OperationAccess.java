package dev.replyguard.http;

import static java.util.Map.entry;

import dev.replyguard.domain.Role;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.SiteKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call which operation: the one table of it. An operation that is not in it stops the
 * start.
 */
final class OperationAccess {
  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          // What a site's form needs.
          entry("judgeComment", site(Role.ADMIN, Scope.SUBMIT)),
          entry("submitComment", Rule.BROWSERS),
          entry("nudgeComment", Rule.BROWSERS),
          entry("getComment", site(Role.VIEWER, Scope.SUBMIT)),
          entry("scoreTexts", site(Role.VIEWER, Scope.SUBMIT)),
          // Spoken as the site, which no person is.
          entry("reportComment", site(null, Scope.SUBMIT)),
          entry("siteVerdict", site(null, Scope.SUBMIT)),
          // What is there to see.
          entry("listRevisions", site(Role.VIEWER, Scope.READ)),
          entry("streamEvents", site(Role.VIEWER, Scope.READ)),
          entry("listAuthors", site(Role.VIEWER, Scope.READ)),
          entry("getListEntry", site(Role.VIEWER, Scope.READ)),
          entry("getPolicy", site(Role.VIEWER, Scope.READ)),
          entry("listPolicyVersions", site(Role.VIEWER, Scope.READ)),
          entry("getPolicyVersion", site(Role.VIEWER, Scope.READ)),
          entry("diffPolicyVersions", site(Role.VIEWER, Scope.READ)),
          entry("validatePolicy", site(Role.VIEWER, Scope.READ)),
          entry("simulatePolicy", site(Role.ADMIN, Scope.READ)),
          entry("listQueue", site(Role.VIEWER, Scope.READ)),
          entry("countQueue", site(Role.VIEWER, Scope.READ)),
          entry("getReview", site(Role.VIEWER, Scope.READ)),
          entry("getStatistics", site(Role.VIEWER, Scope.READ)),
          entry("exportAudit", site(Role.VIEWER, Scope.READ)),
          // Moderators' work.
          entry("claimNext", site(Role.MODERATOR, Scope.ADMIN)),
          entry("decideQueue", site(Role.MODERATOR, Scope.ADMIN)),
          entry("decideGroup", site(Role.MODERATOR, Scope.ADMIN)),
          entry("decideComments", site(Role.MODERATOR, Scope.ADMIN)),
          entry("claimComment", site(Role.MODERATOR, Scope.ADMIN)),
          entry("releaseComment", site(Role.MODERATOR, Scope.ADMIN)),
          entry("decideComment", site(Role.MODERATOR, Scope.ADMIN)),
          entry("undoDecision", site(Role.MODERATOR, Scope.ADMIN)),
          entry("reopenComment", site(Role.MODERATOR, Scope.ADMIN)),
          entry("escalateComment", site(Role.MODERATOR, Scope.ADMIN)),
          entry("addNote", site(Role.MODERATOR, Scope.ADMIN)),
          entry("putListEntry", site(Role.MODERATOR, Scope.ADMIN)),
          entry("deleteListEntry", site(Role.MODERATOR, Scope.ADMIN)),
          // What a site is moderated by.
          entry("putPolicy", site(Role.ADMIN, Scope.ADMIN)),
          entry("restorePolicyVersion", site(Role.ADMIN, Scope.ADMIN)),
          entry("tryPolicy", site(Role.ADMIN, Scope.READ)),
          entry("getModel", site(Role.VIEWER, Scope.READ)),
          entry("getModelEvaluation", site(Role.VIEWER, Scope.READ)),
          entry("listWebhooks", site(Role.ADMIN, Scope.ADMIN)),
          entry("addWebhook", site(Role.ADMIN, Scope.ADMIN)),
          entry("getWebhook", site(Role.ADMIN, Scope.ADMIN)),
          entry("changeWebhook", site(Role.ADMIN, Scope.ADMIN)),
          entry("deleteWebhook", site(Role.ADMIN, Scope.ADMIN)),
          entry("rotateWebhookSecret", site(Role.ADMIN, Scope.ADMIN)),
          entry("testWebhook", site(Role.ADMIN, Scope.ADMIN)),
          entry("listDeliveries", site(Role.ADMIN, Scope.ADMIN)),
          entry("listDeadLetters", site(Role.ADMIN, Scope.ADMIN)),
          entry("redeliver", site(Role.ADMIN, Scope.ADMIN)),
          entry("getRetention", site(Role.VIEWER, Scope.READ)),
          entry("putRetention", site(Role.ADMIN, Scope.ADMIN)),
          entry("exportPerson", site(Role.ADMIN, Scope.ADMIN)),
          entry("erasePerson", site(Role.ADMIN, Scope.ADMIN)),
          entry("getUsage", site(Role.ADMIN, Scope.SUBMIT, Scope.READ)),
          entry("listKeys", people(Role.ADMIN)),
          entry("createKey", people(Role.ADMIN)),
          entry("changeKey", people(Role.ADMIN)),
          entry("rotateKey", people(Role.ADMIN)),
          entry("deleteKey", people(Role.ADMIN)),
          // People themselves.
          entry("createSession", Rule.OPEN),
          entry("getSignIn", Rule.OPEN),
          entry("startOpenIdSignIn", Rule.OPEN),
          entry("finishOpenIdSignIn", Rule.OPEN),
          entry("getSetup", Rule.OPEN),
          entry("completeSetup", Rule.OPEN),
          entry("getSession", Rule.SIGNED_IN),
          entry("deleteSession", Rule.SIGNED_IN),
          entry("deleteSessions", Rule.SIGNED_IN),
          entry("changePassword", Rule.SIGNED_IN),
          entry("listSites", Rule.OPERATOR),
          entry("createSite", Rule.OPERATOR),
          entry("changeSite", Rule.OPERATOR),
          entry("exportAdministration", Rule.ADMINS),
          entry("listUsers", Rule.OPERATOR),
          entry("createUser", Rule.OPERATOR),
          entry("getUser", Rule.OPERATOR),
          entry("changeUser", Rule.OPERATOR),
          entry("deleteUser", Rule.OPERATOR));

  private OperationAccess() {}

  /** What an operation is about. */
  enum Subject {
    /** Nothing that anybody could not know. */
    NONE,
    /** The person who has signed in. */
    SELF,
    /** One site. */
    SITE,
    /** Those sites that the person may use. */
    SITES,
    /** The installation: its sites and users. */
    INSTALLATION
  }

  /**
   * Who may call an operation.
   *
   * @param subject what it is about
   * @param role the least role of a person; null where it is for no person
   * @param scopes of which a key must have one, or the scope admin; empty where it is for no key
   * @param browsers whether it is for keys of browsers, and so for pages of other origins; then it
   *     is for no others, which do not belong into a page
   */
  record Rule(Subject subject, @Nullable Role role, Set<Scope> scopes, boolean browsers) {
    static final Rule OPEN = new Rule(Subject.NONE, null, Set.of(), false);
    static final Rule SIGNED_IN = new Rule(Subject.SELF, Role.VIEWER, Set.of(), false);
    static final Rule BROWSERS = new Rule(Subject.SITE, null, Set.of(Scope.SUBMIT), true);
    static final Rule ADMINS = new Rule(Subject.SITES, Role.ADMIN, Set.of(), false);
    static final Rule OPERATOR = new Rule(Subject.INSTALLATION, Role.ADMIN, Set.of(), false);

    /** Whether the key, apart from where it is used, may be used for it. */
    boolean isFor(SiteKey key) {
      if (scopes.isEmpty() || key.isForBrowsers() != browsers) {
        return false;
      }
      return key.scopes().contains(Scope.ADMIN) || key.scopes().stream().anyMatch(scopes::contains);
    }
  }

  /** The rule for an operation; empty where the table has none. */
  static Optional<Rule> of(String operationId) {
    return Optional.ofNullable(RULES.get(operationId));
  }

  private static Rule site(@Nullable Role role, Scope... scopes) {
    return new Rule(Subject.SITE, role, Set.of(scopes), false);
  }

  private static Rule people(Role role) {
    return new Rule(Subject.SITE, role, Set.of(), false);
  }
}
