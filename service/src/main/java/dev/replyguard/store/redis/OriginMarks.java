package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.store.CommentOrigin;
import dev.replyguard.store.KeyedHash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a waiting comment keeps of where it comes from: keyed hashes of the domain of the author's
 * e-mail address and of those above it, and of the address' networks of some sizes, 64 bits each. A
 * network of another size is several of the next smaller one that is kept: at most 128.
 */
final class OriginMarks {
  /** The sizes kept, in bits: each fourth of an IPv4 address, each eighth of an IPv6 address. */
  private static final int V4_STEP = 4;

  private static final int V6_STEP = 8;
  private static final int V4_DIGITS = 8;
  private static final int SMALLEST = 8;
  private static final int BITS_A_DIGIT = 4;
  private static final int MARK_DIGITS = 16;

  private final KeyedHash hash;

  OriginMarks(KeyedHash hash) {
    this.hash = hash;
  }

  /** The marks of a comment by that author. */
  List<String> of(Author author) {
    List<String> marks = new ArrayList<>();
    String email = author.email();
    if (email != null) {
      ListEntryIds.domains(email).forEach(domain -> marks.add(ofDomain(domain)));
    }
    String address = ListEntryIds.addressHex(author);
    if (!address.isEmpty()) {
      int step = step(address.length());
      for (int bits = SMALLEST; bits <= address.length() * BITS_A_DIGIT; bits += step) {
        marks.add(ofNetwork(address.substring(0, bits / BITS_A_DIGIT), address.length()));
      }
    }
    return marks;
  }

  /**
   * The marks of which every comment from there has one, and no other comment has any.
   *
   * @throws IllegalArgumentException when a network is none
   */
  List<String> of(CommentOrigin origin) {
    return origin.trait() == AuthorTrait.NETWORK
        ? ofNetwork(Network.parse(origin.value()))
        : List.of(ofDomain(ListEntryIds.canonicalDomain(origin.value())));
  }

  private List<String> ofNetwork(Network network) {
    int digits = network.prefix().length();
    int step = step(digits);
    int bits = Math.max(SMALLEST, (network.length() + step - 1) / step * step);
    int kept = bits / BITS_A_DIGIT;
    BigInteger first = new BigInteger(network.prefix().substring(0, kept), 16);
    List<String> marks = new ArrayList<>();
    for (int i = 0; i < 1 << (bits - network.length()); i++) {
      String part = first.add(BigInteger.valueOf(i)).toString(16);
      marks.add(ofNetwork("0".repeat(kept - part.length()) + part, digits));
    }
    return marks;
  }

  private static int step(int digits) {
    return digits == V4_DIGITS ? V4_STEP : V6_STEP;
  }

  private String ofDomain(String domain) {
    return hash.hex("origin", "domain", domain).substring(0, MARK_DIGITS);
  }

  private String ofNetwork(String prefix, int digits) {
    return hash.hex("origin", Integer.toString(digits), prefix).substring(0, MARK_DIGITS);
  }
}
