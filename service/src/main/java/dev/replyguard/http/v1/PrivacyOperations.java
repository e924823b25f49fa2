package dev.replyguard.http.v1;

import dev.replyguard.access.SignedIn;
import dev.replyguard.domain.Site;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.FieldError;
import dev.replyguard.http.Problem;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.RequestState;
import dev.replyguard.pipeline.SiteDirectory;
import dev.replyguard.review.PersonErasure;
import dev.replyguard.review.PersonExport;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/privacy/...}: what is kept of a person, told and removed. For one event loop. */
public final class PrivacyOperations {
  private static final int BODY_BYTES = 128 << 10;

  private final PersonErasure erasure;
  private final PersonExport export;
  private final SiteDirectory sites;

  /** The operations over their collaborators. */
  public PrivacyOperations(PersonErasure erasure, PersonExport export, SiteDirectory sites) {
    this.erasure = erasure;
    this.export = export;
    this.sites = sites;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("exportPerson", BODY_BYTES, this::export),
        new ApiOperation("erasePerson", BODY_BYTES, this::erase));
  }

  private void export(RoutingContext context) {
    PersonRequest request = PersonDecoder.decode(Exchanges.body(context), true);
    List<String> where = where(context, request);
    PersonExport.Place from = place(request, PersonExport::decode);
    Exchanges.answer(
        context,
        export
            .page(where, request.person(), Callers.actor(context), from, request.limit())
            .map(PrivacyEncoder::page));
  }

  private void erase(RoutingContext context) {
    PersonRequest request = PersonDecoder.decode(Exchanges.body(context), false);
    List<String> where = where(context, request);
    PersonErasure.Place from = place(request, PersonErasure::decode);
    Exchanges.answer(
        context,
        erasure
            .erase(where, request.person(), Callers.actor(context), from)
            .map(progress -> PrivacyEncoder.progress(where, progress)));
  }

  private static <T> @Nullable T place(
      PersonRequest request, Function<String, Optional<T>> reader) {
    if (request.cursor() == null) {
      return null;
    }
    return Cursors.decode(request.cursor())
        .flatMap(reader)
        .orElseThrow(() -> wrong("cursor", "a cursor of this operation expected"));
  }

  /** The sites that are meant, in order: without a word about it, the one of the request. */
  private List<String> where(RoutingContext context, PersonRequest request) {
    RequestState state = RequestState.of(context);
    if (request.allSites()) {
      return List.copyOf(ofCaller(state, sites.sites().stream().map(Site::id).toList()));
    }
    List<String> named = request.sites();
    if (named == null) {
      return List.of(state.site().id());
    }
    Set<String> existing = ofCaller(state, named);
    existing.removeIf(site -> sites.ofId(site).isEmpty());
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      if (!existing.contains(named.get(i))) {
        errors.add(new FieldError("sites[" + i + "]", "one of your sites expected"));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return List.copyOf(existing);
  }

  /** A person's role is the same on all of the person's sites; a key has one site. */
  private static Set<String> ofCaller(RequestState state, Collection<String> ids) {
    Optional<SignedIn> person = state.signedIn();
    if (person.isPresent()) {
      return person.get().user().usable(ids);
    }
    Set<String> own = new TreeSet<>(ids);
    own.retainAll(Set.of(state.site().id()));
    return own;
  }

  private static ProblemException wrong(String field, String message) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
  }
}
