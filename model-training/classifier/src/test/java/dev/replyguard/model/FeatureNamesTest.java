package dev.replyguard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureNamesTest {

  @Test
  void of_isPaddedToOneLength() {
    assertThat(FeatureNames.of(0, 18)).isEqualTo("00000");
    assertThat(FeatureNames.of(0x3FFFF, 18)).isEqualTo("3ffff");
    assertThat(FeatureNames.of(0x1A, 8)).isEqualTo("1a");
  }

  @Test
  void bucket_ofEveryName_isTheBucketItWasMadeOf() {
    String before = "";
    for (int bucket = 0; bucket < 1 << 12; bucket++) {
      String name = FeatureNames.of(bucket, 12);
      assertThat(FeatureNames.bucket(name, 12)).isEqualTo(bucket);
      assertThat(name).isGreaterThan(before);
      before = name;
    }
  }

  @Test
  void of_bucketOutOfRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureNames.of(1 << 18, 18));
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureNames.of(-1, 18));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0001", "00G", "00A", "fff", "ffffffffff", "-01"})
  void bucket_nameThatIsNone_isRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> FeatureNames.bucket(name, 11));
  }
}
