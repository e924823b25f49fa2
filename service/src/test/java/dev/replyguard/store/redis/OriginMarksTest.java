package dev.replyguard.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.store.CommentOrigin;
import dev.replyguard.store.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginMarksTest {
  private final OriginMarks marks = new OriginMarks(KeyedHash.of(new byte[16]));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.0/23, 192.0.3.255, true",
    "192.0.2.0/23, 192.0.4.0, false",
    "192.0.2.0/25, 192.0.2.127, true",
    "192.0.2.0/25, 192.0.2.128, false",
    "192.0.2.9/32, 192.0.2.9, true",
    "192.0.2.9/32, 192.0.2.8, false",
    "192.0.2.8/31, 192.0.2.9, true",
    "128.0.0.0/1, 200.1.1.1, true",
    "128.0.0.0/1, 127.1.1.1, false",
    "0.0.0.0/4, 9.1.1.1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:db8::5/128, 2001:db8::5, true",
    "2001:db8::5/127, 2001:db8::6, false",
    "20::/8, 32.1.1.1, false",
    "192.0.2.0/24, nonsense, false"
  })
  void network_isTheCommentsOwn_exactlyWhereItHoldsTheAddress(
      String network, String address, boolean expected) {
    List<String> meant = marks.of(new CommentOrigin(AuthorTrait.NETWORK, network));

    assertThat(meant).hasSizeBetween(1, 128).doesNotHaveDuplicates();
    assertThat(Collections.disjoint(meant, marks.of(author(null, address)))).isEqualTo(!expected);
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example, ada@mail.example, true",
    "mail.example, ada@a.b.MAIL.example, true",
    "mail.example, ada@email.example, false",
    "mail.example, mail.example, false",
    "a.mail.example, ada@mail.example, false"
  })
  void domain_isTheCommentsOwn_exactlyWhereTheAddressIsThereOrBelow(
      String domain, String email, boolean expected) {
    List<String> meant = marks.of(new CommentOrigin(AuthorTrait.EMAIL_DOMAIN, domain));

    assertThat(Collections.disjoint(meant, marks.of(author(email, null)))).isEqualTo(!expected);
  }

  @Test
  void marks_tellNothingWithoutTheSecret() {
    List<String> one = marks.of(author("ada@mail.example", "192.0.2.7"));
    List<String> other =
        new OriginMarks(KeyedHash.of("another secret of 16".getBytes(StandardCharsets.UTF_8)))
            .of(author("ada@mail.example", "192.0.2.7"));

    assertThat(one).allMatch(mark -> mark.matches("[0-9a-f]{16}"));
    assertThat(Collections.disjoint(one, other)).isTrue();
  }

  @Test
  void origin_personalTraitOrNoNetwork_isRefused() {
    assertThatThrownBy(() -> new CommentOrigin(AuthorTrait.EMAIL, "ada@mail.example"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> marks.of(new CommentOrigin(AuthorTrait.NETWORK, "192.0.2.0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Author author(@Nullable String email, @Nullable String ip) {
    return new Author(null, null, email, null, ip, null);
  }
}
