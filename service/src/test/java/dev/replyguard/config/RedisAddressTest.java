package dev.replyguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.config.RedisAddress.Cluster;
import dev.replyguard.config.RedisAddress.Sentinels;
import dev.replyguard.config.RedisAddress.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://localhost",
        "redis://:pass@localhost:6379/2",
        "rediss://user:pa%40ss@redis.internal:6380",
        "unix:///run/redis.sock?db=1",
        "redis://[::1]:6379"
      })
  void parse_oneServer(String uri) {
    assertThat(RedisAddress.parse(uri)).isEqualTo(new Standalone(uri));
  }

  @Test
  void parse_sentinels() {
    Sentinels address =
        (Sentinels)
            RedisAddress.parse(
                "rediss+sentinel://ada:pa%40ss@a,b:26380,[::1]/main/3?sentinelPassword=guard");

    assertThat(address.sentinels())
        .containsExactly(
            "rediss://:guard@a:26379", "rediss://:guard@b:26380", "rediss://:guard@[::1]:26379");
    assertThat(address.name()).isEqualTo("main");
    assertThat(address.master().at("10.0.0.1:6379"))
        .isEqualTo("rediss://ada:pa%40ss@10.0.0.1:6379/3");
    assertThat(address.toString()).doesNotContain("guard").doesNotContain("ss@");
  }

  @Test
  void parse_cluster() {
    Cluster address = (Cluster) RedisAddress.parse("redis+cluster://:secret@a,b:7001/");

    assertThat(address.seeds()).containsExactly("a:6379", "b:7001");
    assertThat(address.node().at("c:7002")).isEqualTo("redis://:secret@c:7002");
    assertThat(address.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6379",
        "http://:s3cret@localhost",
        "redis:///",
        "redis+sentinel://:s3cret@a,b",
        "redis+sentinel://:s3cret@a,b/name/x",
        "redis+sentinel://a/name?s3cret=1",
        "redis+cluster://:s3cret@a,,b",
        "redis+cluster://:s3cret@a:port",
        "redis+cluster://:s3cret@a/1",
        "redis+cluster://a?s3cret",
        "unix+cluster:///s3cret"
      })
  void parse_anythingElse_isRefusedWithoutBeingQuoted(String uri) {
    assertThatThrownBy(() -> RedisAddress.parse(uri))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("redis.uri: ")
        .hasMessageContaining("expected")
        .hasMessageNotContaining("s3cret");
  }
}
