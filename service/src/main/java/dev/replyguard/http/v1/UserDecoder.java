package dev.replyguard.http.v1;

import dev.replyguard.access.Users.Alteration;
import dev.replyguard.access.Users.NewUser;
import dev.replyguard.access.Users.Reach;
import dev.replyguard.domain.Role;
import dev.replyguard.domain.User;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a user is to be, or is to be changed to. For one document. */
final class UserDecoder {
  private final DocumentReader in;
  private final boolean isNew;
  private final Set<String> sites = new TreeSet<>();
  private @Nullable String name;
  private @Nullable Role role;
  private boolean sitesGiven;
  private @Nullable Boolean allSites;
  private @Nullable Boolean disabled;
  private @Nullable String password;

  private UserDecoder(DocumentReader in, boolean isNew) {
    this.in = in;
    this.isNew = isNew;
  }

  /** The body of {@code POST /v1/users}. */
  static NewUser newUser(Buffer body) {
    return DocumentReader.read(body, in -> new UserDecoder(in, true).created());
  }

  /** The body of {@code PATCH /v1/users/{user}}. */
  static Alteration alteration(Buffer body) {
    return DocumentReader.read(body, in -> new UserDecoder(in, false).altered());
  }

  private @Nullable NewUser created() throws IOException {
    in.object("", List.of("name", "role"), this::field);
    Reach reach = reach();
    return name == null || role == null || reach == null
        ? null
        : new NewUser(name, role, reach.sites(), reach.allSites(), password);
  }

  private Alteration altered() throws IOException {
    in.object("", List.of(), this::field);
    return new Alteration(role, reach(), disabled, password);
  }

  private @Nullable Reach reach() {
    boolean all = Boolean.TRUE.equals(allSites);
    if (all == sitesGiven && (isNew || all)) {
      in.wrong("sites", "either sites or allSites: true expected");
      return null;
    }
    if (!all && !sitesGiven) {
      if (allSites != null) {
        in.wrong("sites", "must be there where allSites is false");
      }
      return null;
    }
    return new Reach(sites, all);
  }

  private boolean field(String field) throws IOException {
    switch (field) {
      case "role" ->
          role = TypedFields.parsed(in, field, "viewer, moderator or admin", Role::ofKey);
      case "sites" -> {
        sitesGiven = true;
        in.array(field, 0, User.MAX_SITES, this::site);
      }
      case "allSites" -> allSites = in.bool("", field);
      case "password" -> password = in.string("", field, StringRule.PASSWORD);
      case "name" -> {
        if (!isNew) {
          return false;
        }
        name = in.string("", field, StringRule.USER);
      }
      case "disabled" -> {
        if (isNew) {
          return false;
        }
        disabled = in.bool("", field);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void site(int index) throws IOException {
    String site = in.string("", "sites[" + index + "]", StringRule.SITE);
    if (site != null) {
      sites.add(site);
    }
  }
}
