package dev.replyguard.access.openid;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.replyguard.config.OpenIdSettings.Grant;
import dev.replyguard.domain.Role;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do here by what the provider says.
 *
 * @param sites empty with {@code allSites}
 */
record Rights(Role role, Set<String> sites, boolean allSites) {

  /**
   * The rights by the values of a claim, empty where there are none. Where several values give
   * some, the highest role counts, on the sites that it is given for: a moderator of one site who
   * may view another is not made a moderator there.
   */
  static Optional<Rights> of(JWTClaimsSet claims, String claim, List<Grant> grants) {
    Set<String> values = values(claims, claim);
    List<Grant> given = grants.stream().filter(grant -> values.contains(grant.value())).toList();
    return given.stream()
        .map(Rights::role)
        .max(Role::compareTo)
        .map(role -> together(role, given.stream().filter(grant -> role(grant) == role).toList()));
  }

  private static Rights together(Role role, List<Grant> given) {
    boolean all = given.stream().anyMatch(Grant::allSites);
    Set<String> sites =
        given.stream()
            .flatMap(grant -> grant.sites().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Rights(role, all ? Set.of() : sites, all);
  }

  private static Role role(Grant grant) {
    return Role.ofKey(grant.role()).orElseThrow();
  }

  private static Set<String> values(JWTClaimsSet claims, String name) {
    Object found = claims.getClaim(name);
    if (found == null) {
      found = within(claims.getClaims(), List.of(name.split("\\.", -1)));
    }
    Set<String> values = new HashSet<>();
    if (found instanceof String text) {
      values.add(text);
    } else if (found instanceof Collection<?> several) {
      several.forEach(
          value -> {
            if (value instanceof String text) {
              values.add(text);
            }
          });
    }
    return values;
  }

  private static @Nullable Object within(Map<?, ?> object, List<String> path) {
    Object found = object.get(path.get(0));
    return path.size() > 1 && found instanceof Map<?, ?> inner
        ? within(inner, path.subList(1, path.size()))
        : path.size() == 1 ? found : null;
  }
}
