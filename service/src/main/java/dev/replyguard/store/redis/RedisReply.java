package dev.replyguard.store.redis;

import dev.replyguard.store.StoreException;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of Redis that is no error. The client hands out null for nil: here it is a value. */
final class RedisReply {
  private final @Nullable Response response;

  RedisReply(@Nullable Response response) {
    this.response = response;
  }

  boolean isNil() {
    return response == null;
  }

  /** The answer as text; not for nil. */
  String text() {
    return required().toString(StandardCharsets.UTF_8);
  }

  /** The answer as a whole number; not for nil. */
  long number() {
    Long number = required().toLong();
    if (number == null) {
      throw new StoreException(StoreException.Kind.FAILED, "a number expected from Redis");
    }
    return number;
  }

  /** The answer as a number that need not be whole, as scores are; not for nil. */
  double decimal() {
    Double number = required().toDouble();
    if (number == null) {
      throw new StoreException(StoreException.Kind.FAILED, "a number expected from Redis");
    }
    return number;
  }

  /** Whether it is an array. */
  boolean isArray() {
    return response != null && response.type() == ResponseType.MULTI;
  }

  /** The elements of an array; empty for nil. */
  List<RedisReply> elements() {
    if (response == null) {
      return List.of();
    }
    List<RedisReply> elements = new ArrayList<>(response.size());
    for (Response element : response) {
      elements.add(new RedisReply(element));
    }
    return elements;
  }

  private Response required() {
    if (response == null) {
      throw new StoreException(
          StoreException.Kind.FAILED, "an answer expected from Redis, got nil");
    }
    return response;
  }
}
