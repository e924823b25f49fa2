package dev.replyguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import dev.replyguard.pipeline.WorkerPool;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final WorkerPool workers =
      new WorkerPool("passwords", 1, 10, Duration.ofMinutes(1), new SimpleMeterRegistry());
  private final Passwords passwords = new Passwords(workers);

  @AfterEach
  void close() throws InterruptedException {
    workers.close(Duration.ofSeconds(1));
  }

  @Test
  void hash_ofThePassword_matchesIt_andNoOther() {
    String hash = get(passwords.hash("pässword \ud83e\udda2"));

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(get(passwords.hash("pässword \ud83e\udda2"))).isNotEqualTo(hash);
    assertThat(get(passwords.matches("pässword \ud83e\udda2", hash))).isTrue();
    assertThat(get(passwords.matches("pässword", hash))).isFalse();
  }

  @Test
  void matches_noHash_isNoMatch_andCostsWhatAHashWouldCost() {
    Argon2Function real = Argon2Function.getInstanceFromHash(get(passwords.hash("password")));
    Argon2Function nobodys = Argon2Function.getInstanceFromHash(Passwords.NOBODYS);

    assertThat(get(passwords.matches("password", null))).isFalse();
    assertThat(nobodys.getMemory()).isEqualTo(real.getMemory());
    assertThat(nobodys.getIterations()).isEqualTo(real.getIterations());
    assertThat(nobodys.getParallelism()).isEqualTo(real.getParallelism());
    assertThat(nobodys.getOutputLength()).isEqualTo(real.getOutputLength());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.await(1, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new AssertionError("not done within a minute", e);
    }
  }
}
