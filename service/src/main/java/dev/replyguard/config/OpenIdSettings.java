package dev.replyguard.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider that people may sign in with. {@link #toString()} does not show the secret.
 *
 * @param issuer as the provider names itself: https, or http on the service's own machine
 * @param clientId what the service is called there
 * @param clientSecret what it proves that by, or null for a public client
 * @param name what people call the provider, 1 to 40 characters
 * @param scopes what is asked for; {@code openid} among it
 * @param userClaim the claim that users are named after
 * @param rightsClaim the claim that gives them rights
 * @param rights what its values give; nobody gets in by a value that is not named
 * @param adoptUsers whether an earlier user of the same name is taken over though there is a
 *     password
 * @param timeout how long an answer may take, 100 ms to 1 minute
 */
public record OpenIdSettings(
    URI issuer,
    String clientId,
    @Nullable String clientSecret,
    String name,
    List<String> scopes,
    String userClaim,
    String rightsClaim,
    List<Grant> rights,
    boolean adoptUsers,
    Duration timeout) {
  private static final int MAX_NAME = 40;

  public OpenIdSettings {
    if (!isSafe(issuer) || issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
      throw new InvalidSettingException(
          "signIn.oidc.issuer",
          "an https address without query expected, or http on this machine, got '" + issuer + "'");
    }
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new InvalidSettingException(
          "signIn.oidc.name", "1 to " + MAX_NAME + " characters expected, got " + name.length());
    }
    scopes = List.copyOf(scopes);
    if (!scopes.contains("openid")) {
      throw new InvalidSettingException("signIn.oidc.scopes", "openid expected among them");
    }
    rights = List.copyOf(rights);
    Checks.within("signIn.oidc.timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
  }

  /**
   * What a value of the claim gives.
   *
   * @param value the value, compared exactly
   * @param role viewer, moderator or admin
   * @param sites where; empty with {@code allSites}
   * @param allSites whether everywhere
   */
  public record Grant(String value, String role, Set<String> sites, boolean allSites) {
    private static final String SETTING = "signIn.oidc.rights";
    private static final Set<String> ROLES = Set.of("viewer", "moderator", "admin");
    private static final String EXPECTED =
        "VALUE=ROLE@SITES such as 'editors=admin@*, desk=moderator@news+sport' expected, got '";

    public Grant {
      sites = Set.copyOf(sites);
    }

    /** Reads {@code VALUE=ROLE@SITES}, separated by commas, sites by a plus. */
    static List<Grant> parse(String text) {
      List<Grant> grants = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        if (!part.isBlank()) {
          grants.add(one(part.strip()));
        }
      }
      return grants;
    }

    private static Grant one(String part) {
      int at = part.lastIndexOf('@');
      int equals = at < 0 ? -1 : part.lastIndexOf('=', at);
      if (equals < 1) {
        throw new InvalidSettingException(SETTING, EXPECTED + part + "'");
      }
      String role = part.substring(equals + 1, at).strip();
      Set<String> sites = new TreeSet<>(List.of(part.substring(at + 1).strip().split("\\+")));
      boolean all = sites.equals(Set.of("*"));
      if (!ROLES.contains(role)
          || (!all && !sites.stream().allMatch(site -> site.matches("[a-z0-9-]{1,40}")))) {
        throw new InvalidSettingException(SETTING, EXPECTED + part + "'");
      }
      return new Grant(part.substring(0, equals).strip(), role, all ? Set.of() : sites, all);
    }
  }

  /** Whether nobody on the way can read or change what is sent there. */
  public static boolean isSafe(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (scheme == null || host == null || address.getRawUserInfo() != null) {
      return false;
    }
    String lower = host.toLowerCase(Locale.ROOT);
    boolean local =
        lower.equals("localhost") || lower.equals("[::1]") || lower.matches("127(\\.\\d{1,3}){3}");
    return scheme.equals("https") || (scheme.equals("http") && local);
  }

  @Override
  public String toString() {
    return "OpenIdSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
