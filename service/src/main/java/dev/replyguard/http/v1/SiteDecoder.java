package dev.replyguard.http.v1;

import dev.replyguard.access.Sites.KeyDraft;
import dev.replyguard.domain.Scope;
import dev.replyguard.domain.Site;
import dev.replyguard.domain.SiteKey;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what a site or a key is to be, or to be changed to. For one document. */
final class SiteDecoder {
  /** What goes wrong where a browser's key is to have rights. */
  static final String TOGETHER = "submit alone expected of a key with origins, which is no secret";

  private static final long DEFAULT_OVERLAP_HOURS = 24;
  private static final long MAX_OVERLAP_HOURS = 24L * 90;
  private static final StringRule NAME =
      value ->
          value.isBlank() ? "must not be blank" : StringRule.upTo(Site.MAX_NAME).complaint(value);
  private static final StringRule LABEL = StringRule.upTo(SiteKey.MAX_LABEL);
  private static final StringRule ORIGIN =
      value ->
          SiteKey.isOrigin(value)
              ? null
              : "an origin such as https://news.example.org expected, as browsers send it";

  private final DocumentReader in;
  private final Set<String> allowed;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String label;
  private @Nullable Set<Scope> scopes;
  private @Nullable Set<String> origins;
  private @Nullable Integer perMinute;
  private @Nullable Integer perDay;
  private @Nullable Boolean akismet;
  private @Nullable Instant expiresAt;
  private @Nullable Boolean disabled;
  private @Nullable Long overlapHours;

  private SiteDecoder(DocumentReader in, Set<String> allowed) {
    this.in = in;
    this.allowed = allowed;
  }

  /** A site to be. */
  record NewSite(String id, String name) {}

  /** What is to be different of a site; null where it stays. */
  record SiteChange(@Nullable String name, @Nullable Boolean disabled) {}

  static NewSite newSite(Buffer body) {
    return DocumentReader.read(body, in -> new SiteDecoder(in, Set.of("id", "name")).readNewSite());
  }

  static SiteChange siteChange(Buffer body) {
    return DocumentReader.read(
        body, in -> new SiteDecoder(in, Set.of("name", "disabled")).readSiteChange());
  }

  static KeyDraft newKey(Buffer body) {
    return DocumentReader.read(
        body,
        in ->
            new SiteDecoder(
                    in,
                    Set.of(
                        "label",
                        "scopes",
                        "origins",
                        "perMinute",
                        "perDay",
                        "expiresAt",
                        "akismet"))
                .readKey(List.of("label")));
  }

  static KeyDraft keyChange(Buffer body) {
    return DocumentReader.read(
        body,
        in ->
            new SiteDecoder(
                    in,
                    Set.of(
                        "label",
                        "scopes",
                        "origins",
                        "perMinute",
                        "perDay",
                        "expiresAt",
                        "disabled"))
                .readKey(List.of()));
  }

  /**
   * How a key is replaced.
   *
   * @param overlap how long it still holds
   * @param akismet whether the plugin of Akismet is to take its successor
   */
  record Rotation(Duration overlap, boolean akismet) {}

  static Rotation rotation(Buffer body) {
    return DocumentReader.read(
        body, in -> new SiteDecoder(in, Set.of("overlapHours", "akismet")).readRotation());
  }

  private @Nullable NewSite readNewSite() throws IOException {
    in.object("", List.of("id", "name"), this::field);
    return id == null || name == null ? null : new NewSite(id, name);
  }

  private SiteChange readSiteChange() throws IOException {
    in.object("", List.of(), this::field);
    return new SiteChange(name, disabled);
  }

  private KeyDraft readKey(List<String> required) throws IOException {
    in.object("", required, this::field);
    if (origins != null
        && !origins.isEmpty()
        && scopes != null
        && !scopes.equals(Set.of(Scope.SUBMIT))) {
      in.wrong("scopes", TOGETHER);
    }
    return new KeyDraft(label, scopes, origins, perMinute, perDay, expiresAt, disabled, akismet);
  }

  private Rotation readRotation() throws IOException {
    in.object("", List.of(), this::field);
    return new Rotation(
        Duration.ofHours(overlapHours == null ? DEFAULT_OVERLAP_HOURS : overlapHours),
        Boolean.TRUE.equals(akismet));
  }

  private boolean field(String field) throws IOException {
    if (!allowed.contains(field)) {
      return false;
    }
    switch (field) {
      case "id" -> id = in.string("", field, StringRule.SITE);
      case "name" -> name = in.string("", field, NAME);
      case "label" -> label = in.string("", field, LABEL);
      case "scopes" -> readScopes(field);
      case "origins" -> readOrigins(field);
      case "perMinute" -> perMinute = number(field, 1, SiteKey.MAX_PER_MINUTE);
      case "perDay" -> perDay = number(field, 0, SiteKey.MAX_PER_DAY);
      case "expiresAt" -> expiresAt = TypedFields.instant(in, field);
      case "akismet" -> akismet = in.bool("", field);
      case "overlapHours" -> overlapHours = in.whole("", field, 0, MAX_OVERLAP_HOURS);
      default -> disabled = in.bool("", field);
    }
    return true;
  }

  private void readScopes(String field) throws IOException {
    Set<Scope> read = EnumSet.noneOf(Scope.class);
    in.array(
        field,
        1,
        Scope.values().length,
        index -> {
          String key = in.string("", field + "[" + index + "]", LABEL);
          Optional<Scope> scope = key == null ? Optional.empty() : Scope.ofKey(key);
          if (key != null && scope.isEmpty()) {
            in.wrong(field + "[" + index + "]", "submit, read or admin expected");
          }
          scope.ifPresent(read::add);
        });
    scopes = read;
  }

  private void readOrigins(String field) throws IOException {
    Set<String> read = new TreeSet<>();
    in.array(
        field,
        0,
        SiteKey.MAX_ORIGINS,
        index -> {
          String origin = in.string("", field + "[" + index + "]", ORIGIN);
          if (origin != null) {
            read.add(origin);
          }
        });
    origins = read;
  }

  private @Nullable Integer number(String field, int min, int max) throws IOException {
    Long number = in.whole("", field, min, max);
    return number == null ? null : Math.toIntExact(number);
  }
}
