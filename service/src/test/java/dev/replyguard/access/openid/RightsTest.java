package dev.replyguard.access.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.replyguard.config.OpenIdSettings.Grant;
import dev.replyguard.domain.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final List<Grant> GRANTS =
      List.of(
          new Grant("chiefs", "admin", Set.of(), true),
          new Grant("desk", "moderator", Set.of("news"), false),
          new Grant("sport", "moderator", Set.of("sport", "news"), false),
          new Grant("readers", "viewer", Set.of(), true));

  @Test
  void value_givesItsRoleOnItsSites() {
    assertThat(of("groups", List.of("sport")))
        .contains(new Rights(Role.MODERATOR, Set.of("news", "sport"), false));
    assertThat(of("groups", "chiefs")).contains(new Rights(Role.ADMIN, Set.of(), true));
  }

  @Test
  void severalValues_highestRoleCounts_onTheSitesThatItIsGivenFor() {
    assertThat(of("groups", List.of("readers", "desk")))
        .contains(new Rights(Role.MODERATOR, Set.of("news"), false));
    assertThat(of("groups", List.of("desk", "sport")))
        .contains(new Rights(Role.MODERATOR, Set.of("news", "sport"), false));
    assertThat(of("groups", List.of("desk", "chiefs")))
        .contains(new Rights(Role.ADMIN, Set.of(), true));
  }

  @Test
  void valueThatNobodyNamed_orInOtherLetters_givesNothing() {
    assertThat(of("groups", List.of("Desk", "desk ", "desks", "*", ""))).isEmpty();
    assertThat(of("groups", List.of())).isEmpty();
    assertThat(of("others", "desk")).isEmpty();
  }

  @Test
  void claimOfAnotherType_givesNothing() {
    assertThat(of("groups", 7)).isEmpty();
    assertThat(of("groups", true)).isEmpty();
    assertThat(of("groups", Map.of("desk", true))).isEmpty();
    assertThat(of("groups", List.of(7, Map.of("desk", "desk"), List.of("desk")))).isEmpty();
    assertThat(of("groups", Arrays.asList(null, "desk")))
        .contains(new Rights(Role.MODERATOR, Set.of("news"), false));
  }

  @Test
  void claimWithin_isFoundByItsPath_butTheClaimOfThatVeryNameComesFirst() {
    JWTClaimsSet nested =
        new JWTClaimsSet.Builder().claim("realm_access", Map.of("roles", List.of("desk"))).build();
    assertThat(Rights.of(nested, "realm_access.roles", GRANTS)).isPresent();
    assertThat(Rights.of(nested, "realm_access.roles.desk", GRANTS)).isEmpty();
    assertThat(Rights.of(nested, "realm_access", GRANTS)).isEmpty();

    JWTClaimsSet both =
        new JWTClaimsSet.Builder(nested).claim("realm_access.roles", "readers").build();
    assertThat(Rights.of(both, "realm_access.roles", GRANTS))
        .contains(new Rights(Role.VIEWER, Set.of(), true));
  }

  private static Optional<Rights> of(String claim, Object value) {
    return Rights.of(new JWTClaimsSet.Builder().claim(claim, value).build(), "groups", GRANTS);
  }
}
