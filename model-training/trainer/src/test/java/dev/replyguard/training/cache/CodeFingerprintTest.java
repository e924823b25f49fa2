package dev.replyguard.training.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeFingerprintTest {
  private static final String HERE = "dev/replyguard/training/cache/";

  @Test
  void ofTheSameCode_isTheSame_andOfOtherCodeAnother() {
    String code = CodeFingerprint.of(TrainingCache.class, List.of(HERE)).orElseThrow();

    assertThat(CodeFingerprint.of(CacheKey.class, List.of(HERE))).contains(code);
    assertThat(CodeFingerprint.of(TrainingCache.class, List.of(HERE + "CacheKey")))
        .isPresent()
        .isNotEqualTo(CodeFingerprint.of(TrainingCache.class, List.of(HERE + "CacheInput")));
    assertThat(code).matches("[0-9a-f]{64}");
  }

  @Test
  void ofCodeInAJar_isThere() {
    assertThat(CodeFingerprint.of(Test.class, List.of("org/junit/jupiter/api/"))).isPresent();
  }

  @Test
  void ofNothingOrOfTheRuntimeItself_isEmpty() {
    assertThat(CodeFingerprint.of(TrainingCache.class, List.of("none/"))).isEmpty();
    assertThat(CodeFingerprint.of(String.class, List.of("java/lang/"))).isEmpty();
  }
}
