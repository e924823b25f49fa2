package dev.replyguard.http.v1;

import dev.replyguard.access.Users;
import dev.replyguard.access.Users.Result;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.store.Account;
import dev.replyguard.store.Origin;
import dev.replyguard.store.UserStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** {@code /v1/users}: the people who may sign in, for one event loop. */
public final class UserOperations {
  // 1,000 sites of 40 characters.
  private static final int BODY_BYTES = 64 << 10;

  private final Users users;
  private final SiteDirectory sites;
  private final Origins origins;

  /** The operations over their collaborators. */
  public UserOperations(Users users, SiteDirectory sites, Origins origins) {
    this.origins = origins;
    this.users = users;
    this.sites = sites;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("listUsers", 0, this::list),
        new ApiOperation("createUser", BODY_BYTES, this::create),
        new ApiOperation("getUser", 0, this::get),
        new ApiOperation("changeUser", BODY_BYTES, this::change),
        new ApiOperation("deleteUser", 0, this::delete));
  }

  private void list(RoutingContext context) {
    Exchanges.answer(context, users.all().map(UserEncoder::users));
  }

  private void get(RoutingContext context) {
    Exchanges.answer(
        context,
        users
            .find(name(context))
            .map(found -> UserEncoder.user(found.orElseThrow(UserOperations::missing))));
  }

  private void create(RoutingContext context) {
    Origin by = origins.of(context);
    Users.NewUser draft = UserDecoder.newUser(Exchanges.body(context));
    checkSites(draft.sites());
    Exchanges.answer(context, 201, done(users.add(draft, by)).map(UserEncoder::user));
  }

  private void change(RoutingContext context) {
    Origin by = origins.of(context);
    Users.Alteration alteration = UserDecoder.alteration(Exchanges.body(context));
    if (alteration.reach() != null) {
      checkSites(alteration.reach().sites());
    }
    Exchanges.answer(
        context, done(users.change(name(context), alteration, by)).map(UserEncoder::user));
  }

  private void delete(RoutingContext context) {
    Exchanges.done(context, done(users.remove(name(context), origins.of(context))));
  }

  private void checkSites(Set<String> wanted) {
    List<FieldError> unknown =
        wanted.stream()
            .filter(id -> sites.ofId(id).isEmpty())
            .map(id -> new FieldError("sites", "there is no site " + id))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(Problem.invalid(unknown));
    }
  }

  private static Future<Account> done(Future<Result> work) {
    return work.map(
        result -> {
          if (result instanceof Result.Done done) {
            return done.account();
          }
          throw result instanceof Result.Refused refused ? conflict(refused.why()) : missing();
        });
  }

  private static ProblemException conflict(UserStore.Change why) {
    return new ProblemException(
        ProblemType.CONFLICT,
        switch (why) {
          case EXISTS -> "name: there is a user of that name";
          case FULL -> "users: there are " + UserStore.MAX_USERS + ", which is as many as may be";
          case LAST_OPERATOR -> "user: the last admin of all sites who may sign in";
          case OUTDATED, DONE -> "user: changed by somebody else meanwhile";
        });
  }

  private static ProblemException missing() {
    return new ProblemException(ProblemType.NOT_FOUND, "there is no user of that name");
  }

  private static String name(RoutingContext context) {
    return Objects.requireNonNull(context.pathParam("user"), "the contract's path has it");
  }
}
