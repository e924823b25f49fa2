package dev.replyguard.http.v1;

import dev.replyguard.access.Sites;
import dev.replyguard.domain.Retention;
import dev.replyguard.domain.RetentionKind;
import dev.replyguard.http.ApiOperation;
import dev.replyguard.http.ProblemException;
import dev.replyguard.http.ProblemType;
import dev.replyguard.pipeline.RetentionDirectory;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/retention}: for how long a site keeps what. For one event loop. */
public final class RetentionOperations {
  private static final int BODY_BYTES = 4 << 10;

  private final Sites sites;
  private final RetentionDirectory directory;
  private final Origins origins;

  /** The operations over their collaborators. */
  public RetentionOperations(Sites sites, RetentionDirectory directory, Origins origins) {
    this.origins = origins;
    this.sites = sites;
    this.directory = directory;
  }

  /** The operations. */
  public List<ApiOperation> all() {
    return List.of(
        new ApiOperation("getRetention", 0, this::get),
        new ApiOperation("putRetention", BODY_BYTES, this::put));
  }

  private void get(RoutingContext context) {
    Exchanges.answer(
        context,
        sites
            .find(Callers.site(context))
            .map(found -> encode(found.orElseThrow(RetentionOperations::missing).retention())));
  }

  private void put(RoutingContext context) {
    Retention wanted = decode(Exchanges.body(context));
    Exchanges.answer(
        context,
        sites
            .retain(Callers.site(context), wanted, origins.of(context))
            .map(found -> encode(found.orElseThrow(RetentionOperations::missing).retention())));
  }

  /** What is left out is left to the operator. */
  private static Retention decode(Buffer body) {
    return DocumentReader.read(
        body,
        in -> {
          Map<RetentionKind, Integer> days = new EnumMap<>(RetentionKind.class);
          in.object("", List.of(), name -> read(in, name, days));
          return new Retention(days);
        });
  }

  private static boolean read(DocumentReader in, String name, Map<RetentionKind, Integer> days)
      throws IOException {
    Optional<RetentionKind> kind = RetentionKind.ofKey(name);
    if (kind.isEmpty()) {
      return false;
    }
    Long number = in.whole("", name, kind.get().least(), kind.get().most());
    if (number != null) {
      days.put(kind.get(), Math.toIntExact(number));
    }
    return true;
  }

  private Buffer encode(Retention own) {
    return JsonWriter.write(
        512,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("kinds");
          for (RetentionKind kind : RetentionKind.values()) {
            json.writeStartObject();
            json.writeStringField("kind", kind.key());
            json.writeNumberField("days", own.over(directory.defaults()).of(kind));
            json.writeNumberField("default", directory.defaults().of(kind));
            json.writeBooleanField("own", own.days().containsKey(kind));
            json.writeNumberField("least", kind.least());
            json.writeNumberField("most", kind.most());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static ProblemException missing() {
    return new ProblemException(ProblemType.NOT_FOUND, "there is no such site any longer");
  }
}
