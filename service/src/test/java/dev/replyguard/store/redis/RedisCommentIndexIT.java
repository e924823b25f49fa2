package dev.replyguard.store.redis;

import static dev.replyguard.store.redis.Samples.SITE;
import static dev.replyguard.store.redis.Stores.NOW;
import static dev.replyguard.store.redis.Stores.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.replyguard.domain.Author;
import dev.replyguard.redis.RedisExtension;
import dev.replyguard.redis.TestRedis;
import dev.replyguard.store.CommentIndex;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RedisExtension.class)
class RedisCommentIndexIT {
  private final Stores stores = new Stores();
  private final CommentIndex index;
  private final WaitingComments comments;

  RedisCommentIndexIT(TestRedis redis) {
    RedisStore store = stores.open(redis.uri());
    index = store.index();
    comments = new WaitingComments(store, stores);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void recorded_withinATime_theLatestFirst_asManyAsAllowed() {
    for (int i = 0; i < 4; i++) {
      comments.held("c-" + i, 0.7f);
      stores.letPass(Duration.ofMinutes(1));
    }
    Instant second = NOW.plus(Duration.ofMinutes(1));
    Instant fourth = NOW.plus(Duration.ofMinutes(3));

    assertThat(get(index.recorded(SITE, second, fourth, 10))).containsExactly("c-2", "c-1");
    assertThat(get(index.recorded(SITE, NOW, fourth, 1))).containsExactly("c-2");
    assertThat(get(index.recorded("nobody", NOW, fourth, 10))).isEmpty();
  }

  @Test
  void ofAuthor_findsTheirsOnly_theLatestFirst() {
    comments.held(WaitingComments.comment("a-1", "one", "ada", "article-1"), 0.7f);
    stores.letPass(Duration.ofMinutes(1));
    comments.held(WaitingComments.comment("b-1", "two", "bob", "article-1"), 0.7f);
    comments.held(WaitingComments.comment("a-2", "three", "ada", "article-1"), 0.7f);

    assertThat(get(index.ofAuthor(SITE, comments.find("a-1").comment().author(), 10)))
        .containsExactly("a-2", "a-1");
    assertThat(get(index.ofAuthor(SITE, Author.UNKNOWN, 10))).isEmpty();
  }
}
