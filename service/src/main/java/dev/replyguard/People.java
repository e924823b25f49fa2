package dev.replyguard;

import dev.replyguard.access.KeyUsage;
import dev.replyguard.access.LiveSessions;
import dev.replyguard.access.Passwords;
import dev.replyguard.access.Sessions;
import dev.replyguard.access.SignIn;
import dev.replyguard.access.SignInAudit;
import dev.replyguard.access.SignInMetrics;
import dev.replyguard.access.Sites;
import dev.replyguard.access.Users;
import dev.replyguard.access.openid.OpenIdSignIn;
import dev.replyguard.config.OpenIdSettings;
import dev.replyguard.config.Settings;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.ClientAddresses;
import dev.replyguard.http.SessionCookie;
import dev.replyguard.http.v1.AdministrationOperations;
import dev.replyguard.http.v1.OpenIdOperations;
import dev.replyguard.http.v1.Origins;
import dev.replyguard.http.v1.SessionOperations;
import dev.replyguard.http.v1.SiteOperations;
import dev.replyguard.http.v1.UserOperations;
import dev.replyguard.ops.PeriodicTask;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.pipeline.WorkerPool;
import dev.replyguard.store.AdministrationAudit;
import dev.replyguard.store.PeopleStores;
import dev.replyguard.store.redis.RedisStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may sign in and who has, put together. */
final class People {
  // Each takes a core for tens of milliseconds, and 19 MiB.
  private static final int PASSWORD_THREADS = 2;
  private static final int PASSWORDS_WAITING = 32;
  private static final Duration PASSWORD_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration USAGE_PAUSE = Duration.ofSeconds(2);
  private static final Duration WORKERS_DRAIN = Duration.ofSeconds(2);

  private final Passwords passwords;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Users users;
  private final Sites sites;
  private final KeyUsage usage;
  private final SiteDirectory directory;
  private final SessionCookie cookie;
  private final ClientAddresses addresses;
  private final Origins origins;
  private final AdministrationAudit audit;
  private final @Nullable OpenIdSignIn openId;
  private final String console;

  private People(
      Vertx vertx,
      Settings settings,
      RedisStore store,
      SiteDirectory directory,
      Passwords passwords,
      SignInMetrics metrics,
      LiveSessions live,
      Clock clock) {
    PeopleStores people = store.people();
    this.passwords = passwords;
    this.sessions =
        new Sessions(
            people.sessions(), people.users(), people.audit(), settings.access(), live, clock);
    SignInAudit audit =
        new SignInAudit(people.audit(), people.users(), store.hash(), settings.access().lockOut());
    this.audit = people.audit();
    this.signIn =
        new SignIn(
            people.users(),
            people.attempts(),
            people.setup(),
            sessions,
            passwords,
            store.hash(),
            settings.access(),
            metrics,
            audit);
    this.users = new Users(people.users(), passwords, clock);
    this.sites = new Sites(store.sites(), directory, clock);
    this.usage = new KeyUsage(store.usage(), store.hash(), clock);
    this.directory = directory;
    this.cookie = new SessionCookie(settings.access().secureCookie(), clock);
    this.addresses = new ClientAddresses(settings.proxies());
    this.origins = new Origins(addresses, store.hash());
    URI publicUrl = settings.server().publicUrl();
    String root = publicUrl == null ? "/" : publicUrl.toString().replaceFirst("/*$", "/");
    OpenIdSettings provider = settings.access().openId();
    this.console = root + "console/";
    this.openId =
        provider == null
            ? null
            : new OpenIdSignIn(
                vertx,
                provider,
                settings.access(),
                URI.create(root + OpenIdOperations.CALLBACK),
                people,
                sessions,
                store.hash(),
                metrics,
                audit,
                clock);
  }

  static People open(
      Vertx vertx,
      Settings settings,
      RedisStore store,
      SiteDirectory sites,
      MeterRegistry registry,
      Clock clock,
      StartedParts parts) {
    WorkerPool workers =
        new WorkerPool(
            "passwords", PASSWORD_THREADS, PASSWORDS_WAITING, PASSWORD_TIMEOUT, registry);
    parts.add("passwords", () -> workers.close(WORKERS_DRAIN));
    People people =
        new People(
            vertx,
            settings,
            store,
            sites,
            new Passwords(workers),
            new SignInMetrics(registry),
            new LiveSessions(registry, clock),
            clock);
    OpenIdSignIn openId = people.openId;
    if (openId != null) {
      parts.add("OpenID provider", () -> Waiting.forResult(openId.close()));
    }
    parts.add("usage", () -> Waiting.forResult(people.usage.write().otherwiseEmpty()));
    return people;
  }

  Passwords passwords() {
    return passwords;
  }

  Sessions sessions() {
    return sessions;
  }

  KeyUsage usage() {
    return usage;
  }

  ClientAddresses addresses() {
    return addresses;
  }

  Origins origins() {
    return origins;
  }

  /** What has to be done again and again. */
  List<PeriodicTask> tasks() {
    return List.of(new PeriodicTask("usage", USAGE_PAUSE, usage::write));
  }

  /** The operations of the API, for one event loop. */
  List<ApiOperation> operations() {
    return Stream.of(
            new SessionOperations(signIn, sessions, cookie, addresses, directory, origins).all(),
            new OpenIdOperations(openId, cookie, addresses, console).all(),
            new UserOperations(users, directory, origins).all(),
            new SiteOperations(sites, usage, origins).all(),
            new AdministrationOperations(audit).all())
        .flatMap(List::stream)
        .toList();
  }
}
