package dev.replyguard.http.v1;

import dev.replyguard.domain.CommentEvent;
import dev.replyguard.domain.EventId;
import dev.replyguard.domain.Webhook;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests about webhooks. For one document. */
final class WebhookDecoder {
  /** How many events may be asked for once more in one request. */
  static final int MAX_EVENTS = 1_000;

  private static final StringRule URL = StringRule.upTo(2_000);
  private static final StringRule TYPE =
      value ->
          CommentEvent.Type.ofKey(value).isPresent()
              ? null
              : "a type of event such as comment.decided expected";
  private static final StringRule FORMAT =
      value -> Webhook.Format.ofKey(value).isPresent() ? null : "event or akismet expected";
  private static final StringRule KEY =
      value ->
          value.matches("[0-9A-Za-z]{12,64}")
              ? null
              : "12 to 64 characters of 0-9 A-Z a-z expected";
  private static final StringRule EVENT =
      value ->
          EventId.parse(value).isPresent()
              ? null
              : "an event's id such as 1763802000000-0 expected";

  private final DocumentReader in;
  private final boolean changing;
  private @Nullable String url;
  private Webhook.@Nullable Format format;
  private @Nullable Set<CommentEvent.Type> types;
  private @Nullable String key;
  private @Nullable Boolean paused;

  private WebhookDecoder(DocumentReader in, boolean changing) {
    this.in = in;
    this.changing = changing;
  }

  /** A webhook to add: url, format, events and, for Akismet's plugin, the key. */
  static WebhookRequest toAdd(Buffer body) {
    return DocumentReader.read(body, in -> new WebhookDecoder(in, false).request(List.of("url")));
  }

  /** What to change of a webhook: url, events, key and paused, each or none. */
  static WebhookRequest toChange(Buffer body) {
    return DocumentReader.read(body, in -> new WebhookDecoder(in, true).request(List.of()));
  }

  /** The events to send once more; empty for all that were given up. */
  static Optional<List<EventId>> toRedeliver(Buffer body) {
    return DocumentReader.read(body, WebhookDecoder::redelivery);
  }

  private WebhookRequest request(List<String> required) throws IOException {
    in.object("", required, this::field);
    WebhookRequest request = new WebhookRequest(url, format, types, key, paused);
    if (!changing) {
      checkFormat(request);
    }
    return request;
  }

  private void checkFormat(WebhookRequest request) {
    if (request.isAkismet() && key == null) {
      in.wrong("key", "the site's key expected, by which Akismet's plugin knows its sender");
    }
    if (!request.isAkismet() && key != null) {
      in.wrong("key", "none expected where format is not akismet: a secret is made up");
    }
    if (request.isAkismet() && types != null && !Webhook.VERDICT_TYPES.containsAll(types)) {
      in.wrong("events", "comment.decided and comment.undone expected where format is akismet");
    }
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "url" -> url = in.string("", name, URL);
      case "events" -> types(name);
      case "key" -> key = in.string("", name, KEY);
      case "format" -> {
        if (changing) {
          return false;
        }
        String read = in.string("", name, FORMAT);
        format = read == null ? null : Webhook.Format.ofKey(read).orElse(null);
      }
      case "paused" -> {
        if (!changing) {
          return false;
        }
        paused = in.bool("", name);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void types(String name) throws IOException {
    Set<CommentEvent.Type> read = EnumSet.noneOf(CommentEvent.Type.class);
    in.array(
        name,
        1,
        CommentEvent.Type.values().length,
        index -> {
          String type = in.string("", name + "[" + index + "]", TYPE);
          if (type != null) {
            CommentEvent.Type.ofKey(type).ifPresent(read::add);
          }
        });
    types = read.isEmpty() ? null : read; // then something was noted
  }

  private static Optional<List<EventId>> redelivery(DocumentReader in) throws IOException {
    List<EventId> events = new ArrayList<>();
    boolean[] all = new boolean[2];
    in.object(
        "",
        List.of(),
        name -> {
          switch (name) {
            case "events" -> {
              all[1] = true;
              in.array(
                  name,
                  1,
                  MAX_EVENTS,
                  index -> {
                    String id = in.string("", name + "[" + index + "]", EVENT);
                    if (id != null) {
                      EventId.parse(id).ifPresent(events::add);
                    }
                  });
            }
            case "dead" -> all[0] = in.bool("", name);
            default -> {
              return false;
            }
          }
          return true;
        });
    if (all[0] == all[1]) {
      in.wrong("events", "either events, or dead with true, expected");
    }
    return all[0] ? Optional.empty() : Optional.of(events);
  }
}
