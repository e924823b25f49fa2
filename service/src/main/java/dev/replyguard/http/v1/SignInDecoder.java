package dev.replyguard.http.v1;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the bodies with which people sign in: two strings each. For one document. */
final class SignInDecoder {
  private static final StringRule SHORT = StringRule.upTo(200);

  private final Field first;
  private final Field second;
  private @Nullable String firstValue;
  private @Nullable String secondValue;

  private SignInDecoder(Field first, Field second) {
    this.first = first;
    this.second = second;
  }

  private record Field(String name, StringRule rule) {}

  /** Who signs in. */
  record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[]";
    }
  }

  /** What a password is changed from and to. */
  record PasswordChange(String current, String password) {
    @Override
    public String toString() {
      return "PasswordChange[]";
    }
  }

  /** The first password. */
  record Setup(String token, String password) {
    @Override
    public String toString() {
      return "Setup[]";
    }
  }

  static Credentials credentials(Buffer body) {
    return read(body, new Field("user", SHORT), new Field("password", SHORT), Credentials::new);
  }

  static PasswordChange passwordChange(Buffer body) {
    return read(
        body,
        new Field("current", SHORT),
        new Field("password", StringRule.PASSWORD),
        PasswordChange::new);
  }

  static Setup setup(Buffer body) {
    return read(
        body, new Field("token", SHORT), new Field("password", StringRule.PASSWORD), Setup::new);
  }

  private static <T> T read(
      Buffer body, Field first, Field second, BiFunction<String, String, T> made) {
    return DocumentReader.read(body, in -> new SignInDecoder(first, second).read(in, made));
  }

  private <T> @Nullable T read(DocumentReader in, BiFunction<String, String, T> made)
      throws IOException {
    in.object("", List.of(first.name(), second.name()), name -> field(in, name));
    return firstValue == null || secondValue == null ? null : made.apply(firstValue, secondValue);
  }

  private boolean field(DocumentReader in, String name) throws IOException {
    if (name.equals(first.name())) {
      firstValue = in.string("", name, first.rule());
    } else if (name.equals(second.name())) {
      secondValue = in.string("", name, second.rule());
    } else {
      return false;
    }
    return true;
  }
}
