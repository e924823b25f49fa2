package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.domain.AuthorTrait;
import dev.replyguard.store.KeyedHash;
import io.netty.util.NetUtil;
import java.net.IDN;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The ids of list entries: the trait, and a keyed hash of the value where that is personal, else
 * the value in its one spelling. They can be worked out of a comment's author without knowing the
 * list.
 */
final class ListEntryIds {
  private static final int MAX_DOMAINS = 8;

  private final KeyedHash hash;

  ListEntryIds(KeyedHash hash) {
    this.hash = hash;
  }

  /**
   * The id of an entry about that value.
   *
   * @throws IllegalArgumentException when a network is none
   */
  String id(AuthorTrait trait, String value) {
    return trait.key()
        + ":"
        + switch (trait) {
          case ID -> hash.hex("id", value);
          case EMAIL -> hash.hex("email", AuthorIdentities.canonicalEmail(value));
          case ADDRESS -> hash.hex("ip", AuthorIdentities.canonicalIp(value));
          case EMAIL_DOMAIN -> canonicalDomain(value);
          case NETWORK -> Network.parse(value).hex();
        };
  }

  /** The id of an entry about the hash of an e-mail or address, as stored comments have it. */
  static String ofHidden(AuthorTrait trait, String hash) {
    return switch (trait) {
      case EMAIL, ADDRESS -> trait.key() + ":" + hash;
      case ID, EMAIL_DOMAIN, NETWORK ->
          throw new IllegalArgumentException("of a " + trait.key() + " no hash is stored");
    };
  }

  /** The ids of the entries about an author as stored comments have it: id, e-mail, address. */
  List<String> ofHidden(Author hidden) {
    List<String> ids = new ArrayList<>(3);
    if (hidden.id() != null) {
      ids.add(id(AuthorTrait.ID, hidden.id()));
    }
    if (hidden.email() != null) {
      ids.add(ofHidden(AuthorTrait.EMAIL, hidden.email()));
    }
    if (hidden.ip() != null) {
      ids.add(ofHidden(AuthorTrait.ADDRESS, hidden.ip()));
    }
    return ids;
  }

  /** The value in its one spelling, of a trait that is not personal. */
  String shown(AuthorTrait trait, String value) {
    return trait == AuthorTrait.NETWORK ? Network.parse(value).text() : canonicalDomain(value);
  }

  /** The ids of all entries that may be about the author, but for those about networks. */
  List<String> candidates(Author author) {
    List<String> ids = new ArrayList<>();
    if (author.id() != null) {
      ids.add(id(AuthorTrait.ID, author.id()));
    }
    String email = author.email();
    if (email != null) {
      ids.add(id(AuthorTrait.EMAIL, email));
      domains(email).forEach(domain -> ids.add(AuthorTrait.EMAIL_DOMAIN.key() + ":" + domain));
    }
    if (author.ip() != null) {
      ids.add(id(AuthorTrait.ADDRESS, author.ip()));
    }
    return ids;
  }

  /** The bytes of the author's address in hexadecimal; empty where it is none. */
  static String addressHex(Author author) {
    byte[] bytes =
        author.ip() == null
            ? null
            : NetUtil.createByteArrayFromIpAddressString(author.ip().strip());
    return bytes == null ? "" : HexFormat.of().formatHex(bytes);
  }

  /** The domain of an address, and the domains above it. */
  static List<String> domains(String email) {
    int at = email.lastIndexOf('@');
    List<String> domains = new ArrayList<>();
    String domain = at < 0 ? "" : canonicalDomain(email.substring(at + 1));
    while (domain.indexOf('.') > 0 && domains.size() < MAX_DOMAINS) {
      domains.add(domain);
      domain = domain.substring(domain.indexOf('.') + 1);
    }
    return domains;
  }

  /** The one spelling of a domain. */
  static String canonicalDomain(String domain) {
    String stripped = domain.strip();
    try {
      return IDN.toASCII(stripped, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return stripped.toLowerCase(Locale.ROOT);
    }
  }
}
