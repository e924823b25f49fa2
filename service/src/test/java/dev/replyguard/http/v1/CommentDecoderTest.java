package dev.replyguard.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Article;
import dev.replyguard.domain.Author;
import dev.replyguard.domain.Comment;
import dev.replyguard.domain.Form;
import dev.replyguard.domain.Parent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommentDecoderTest {

  @Test
  void decode_wholeNumberWithExponent_isRead() {
    CommentRequest request =
        CommentDecoder.decode(Buffer.buffer("{\"text\":\"Hi\",\"form\":{\"typingMillis\":1.5e3}}"));

    assertThat(request.form().typing()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void decode_ofWhatWasEncoded_isTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      CommentRequest request = request(random);

      CommentRequest decoded = CommentDecoder.decode(encode(request));

      assertThat(decoded).as("seed %d, round %d", seed, round).isEqualTo(request);
    }
  }

  @Test
  void optionalFieldsLeftEmpty_areUnknown() {
    CommentRequest request =
        CommentDecoder.decode(
            Buffer.buffer(
                """
                {"text": "x",
                 "author": {"id": "", "name": "", "email": "", "url": "", "ip": "", "userAgent": ""},
                 "article": {"id": "", "url": "", "title": "", "section": ""},
                 "parent": {"id": "", "text": ""}, "form": {"honeypot": ""}}
                """));

    assertThat(request.author()).isEqualTo(Author.UNKNOWN);
    assertThat(request.article()).isEqualTo(Article.UNKNOWN);
    assertThat(request.parent()).isEqualTo(Parent.NONE);
    assertThat(request.form()).isEqualTo(Form.UNKNOWN);
  }

  @Test
  void toComment_fillsInWhatWasLeftOut() {
    CommentRequest request = CommentDecoder.decode(Buffer.buffer("{\"text\":\"x\"}"));

    Comment comment = request.toComment("demo", () -> "made-up", () -> Instant.EPOCH);

    assertThat(comment.site()).isEqualTo("demo");
    assertThat(comment.id()).isEqualTo("made-up");
    assertThat(comment.createdAt()).isEqualTo(Instant.EPOCH);
  }

  private static Buffer encode(CommentRequest request) {
    JsonObject json = new JsonObject().put("text", request.text());
    putKnown(json, "id", request.id());
    putKnown(json, "createdAt", text(request.createdAt()));
    putKnown(json, "language", request.language());
    JsonObject author = new JsonObject();
    putKnown(author, "id", request.author().id());
    putKnown(author, "name", request.author().name());
    putKnown(author, "email", request.author().email());
    putKnown(author, "url", request.author().url());
    putKnown(author, "ip", request.author().ip());
    putKnown(author, "userAgent", request.author().userAgent());
    JsonObject article = new JsonObject();
    putKnown(article, "id", request.article().id());
    putKnown(article, "url", request.article().url());
    putKnown(article, "title", request.article().title());
    putKnown(article, "section", request.article().section());
    putKnown(article, "publishedAt", text(request.article().publishedAt()));
    article.put("closed", request.article().closed());
    JsonObject parent = new JsonObject();
    putKnown(parent, "id", request.parent().id());
    putKnown(parent, "text", request.parent().text());
    JsonObject form = new JsonObject();
    putKnown(form, "honeypot", request.form().honeypotFilled() ? "buy now" : null);
    Duration typing = request.form().typing();
    if (typing != null) {
      form.put("typingMillis", typing.toMillis());
    }
    return json.put("author", author)
        .put("article", article)
        .put("parent", parent)
        .put("form", form)
        .toBuffer();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static void putKnown(JsonObject json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static CommentRequest request(Random random) {
    UnaryOperator<String> printable =
        text ->
            text.codePoints()
                    .filter(c -> !Character.isISOControl(c))
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                + "x";
    return new CommentRequest(
        random.nextBoolean() ? null : printable.apply(string(random, 150)),
        string(random, 6_000) + "x",
        new Author(
            maybe(random, printable.apply(string(random, 150))),
            maybe(random, string(random, 400)),
            maybe(random, string(random, 300)),
            maybe(random, string(random, 2_000)),
            maybe(random, string(random, 90)),
            maybe(random, string(random, 2_000))),
        new Article(
            maybe(random, printable.apply(string(random, 150))),
            maybe(random, string(random, 2_000)),
            maybe(random, string(random, 900)),
            maybe(random, printable.apply(string(random, 150))),
            instant(random),
            random.nextBoolean()),
        new Parent(
            maybe(random, printable.apply(string(random, 150))),
            maybe(random, string(random, 5_000))),
        instant(random),
        maybe(random, "pt-BR"),
        new Form(
            random.nextBoolean(),
            random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(1_000_000))));
  }

  private static @Nullable Instant instant(Random random) {
    return random.nextBoolean()
        ? null
        : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private static @Nullable String maybe(Random random, String value) {
    return random.nextBoolean() ? null : value;
  }

  /** One to {@code max} code points of every kind but unpaired surrogates. */
  private static String string(Random random, int max) {
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? max : Math.min(max, 40));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int c =
          switch (random.nextInt(8)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> 0x80 + random.nextInt(0x780);
            case 2 -> 0x800 + random.nextInt(0xd800 - 0x800);
            case 3 -> max > 5_000 ? 'y' : 0x10000 + random.nextInt(0x100000);
            default -> 0x20 + random.nextInt(0x5f);
          };
      text.appendCodePoint(c);
    }
    return text.toString();
  }
}
