package dev.replyguard.http.openai;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/moderations}.
 *
 * @param model the model's name as given, or the usual one
 * @param texts what is to be looked at, each for itself; 1 to {@value #MAX_TEXTS}
 */
record ModerationRequest(String model, List<String> texts) {
  private static final int MAX_TEXTS = 1_000;

  /** About four characters make a token, of which there may be 32,768. */
  private static final int MAX_CHARACTERS = 131_072;

  private static final String USUAL_MODEL = "omni-moderation-latest";
  private static final Pattern MODEL =
      Pattern.compile("(omni|text)-moderation-(latest|stable|\\d{3}|\\d{4}-\\d{2}-\\d{2})");

  /**
   * Reads it.
   *
   * @throws OpenAiException where it cannot be taken
   */
  static ModerationRequest read(@Nullable Buffer body) {
    JsonObject json = object(body);
    List<String> texts = texts(json.getValue("input"));
    Object model = json.getValue("model");
    if (model == null) {
      return new ModerationRequest(USUAL_MODEL, texts);
    }
    if (!(model instanceof String name) || !MODEL.matcher(name).matches()) {
      throw OpenAiException.unknownModel(shown(String.valueOf(model)));
    }
    return new ModerationRequest(name, texts);
  }

  /** Whether the answer is of the form that the older models have. */
  boolean isTextOnly() {
    return model.startsWith("text-");
  }

  private static JsonObject object(@Nullable Buffer body) {
    try {
      return new JsonObject(body == null ? Buffer.buffer() : body);
    } catch (DecodeException | ClassCastException e) {
      throw OpenAiException.unreadable();
    }
  }

  private static List<String> texts(@Nullable Object input) {
    if (input instanceof String text) {
      return List.of(checked(text));
    }
    if (!(input instanceof JsonArray elements) || elements.isEmpty()) {
      throw OpenAiException.input("a string, or a list of strings or of parts");
    }
    if (elements.getValue(0) instanceof JsonObject) {
      return List.of(checked(parts(elements)));
    }
    if (elements.size() > MAX_TEXTS) {
      throw OpenAiException.input("at most 1,000 strings");
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof String text)) {
        throw OpenAiException.input("a list of strings, or of parts");
      }
      texts.add(checked(text));
    }
    return texts;
  }

  /** Several parts are one thing to be looked at. */
  private static String parts(JsonArray elements) {
    StringBuilder text = new StringBuilder();
    int images = 0;
    for (Object element : elements) {
      if (!(element instanceof JsonObject part)) {
        throw OpenAiException.input("parts with a type");
      }
      if ("image_url".equals(part.getValue("type"))) {
        images++;
      } else if ("text".equals(part.getValue("type"))
          && part.getValue("text") instanceof String more) {
        text.append(text.isEmpty() ? "" : "\n").append(more);
      } else {
        throw OpenAiException.input("parts of type text, with a text");
      }
    }
    if (images > 1) {
      throw OpenAiException.tooManyImages(images);
    }
    if (images == 1) {
      throw OpenAiException.image();
    }
    return text.toString();
  }

  private static String checked(String text) {
    if (text.isEmpty()) {
      throw OpenAiException.input("a text that is not empty");
    }
    if (text.length() > MAX_CHARACTERS) {
      throw OpenAiException.input("a text of at most 131,072 characters (32,768 tokens)");
    }
    return text;
  }

  private static String shown(String name) {
    String printable = name.replaceAll("[^ -~]", "?");
    return printable.length() > 64 ? printable.substring(0, 64) + "..." : printable;
  }
}
