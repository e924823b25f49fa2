package dev.replyguard.store.redis;

import dev.replyguard.domain.Author;
import dev.replyguard.store.KeyedHash;
import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an author is known by in the store: keyed hashes, never the e-mail or the address itself.
 *
 * <p>Spellings of the same thing give the same hash: e-mails without regard to case and outer
 * space, addresses by their bytes. The hash is the same for all sites of an installation, so that
 * one call can erase a person everywhere.
 */
final class AuthorIdentities {
  private static final String EMAIL = "email";
  private static final String IP = "ip";
  private static final String ID = "id";

  private final KeyedHash hash;

  AuthorIdentities(KeyedHash hash) {
    this.hash = hash;
  }

  /** The author with hashes in place of e-mail and address. */
  Author hidden(Author author) {
    return new Author(
        author.id(),
        author.name(),
        emailHash(author.email()),
        author.url(),
        ipHash(author.ip()),
        author.userAgent());
  }

  /**
   * The identities the author's comments are found by: {@code email:}, {@code ip:}, {@code id:}.
   */
  List<String> of(Author author) {
    List<String> identities = new ArrayList<>(3);
    add(identities, EMAIL, emailHash(author.email()));
    add(identities, IP, ipHash(author.ip()));
    add(identities, ID, author.id() == null ? null : hash.hex(ID, author.id()));
    return identities;
  }

  /** As {@link #of}, of an author whose e-mail and address are hashes already. */
  List<String> ofHidden(Author hidden) {
    List<String> identities = new ArrayList<>(3);
    add(identities, EMAIL, hidden.email());
    add(identities, IP, hidden.ip());
    add(identities, ID, hidden.id() == null ? null : hash.hex(ID, hidden.id()));
    return identities;
  }

  /** The first known of id, e-mail and address, by which people are told apart; or empty. */
  Optional<String> primary(Author author) {
    if (author.id() != null) {
      return Optional.of(ID + ":" + hash.hex(ID, author.id()));
    }
    return of(author).stream().findFirst();
  }

  /** The identities that mean one person: {@code id:} and {@code email:}, the id first. */
  List<String> ofPerson(Author author) {
    List<String> identities = new ArrayList<>(2);
    add(identities, ID, author.id() == null ? null : hash.hex(ID, author.id()));
    add(identities, EMAIL, emailHash(author.email()));
    return identities;
  }

  /** As {@link #ofPerson}, of an author whose e-mail is a hash already. */
  List<String> ofHiddenPerson(Author hidden) {
    List<String> identities = new ArrayList<>(2);
    add(identities, ID, hidden.id() == null ? null : hash.hex(ID, hidden.id()));
    add(identities, EMAIL, hidden.email());
    return identities;
  }

  /** Whether it is that of an address, which many may share. */
  static boolean isAddress(String identity) {
    return identity.startsWith(IP + ":");
  }

  private static void add(List<String> identities, String kind, @Nullable String hash) {
    if (hash != null) {
      identities.add(kind + ":" + hash);
    }
  }

  private @Nullable String emailHash(@Nullable String email) {
    return email == null ? null : hash.hex(EMAIL, canonicalEmail(email));
  }

  private @Nullable String ipHash(@Nullable String ip) {
    return ip == null ? null : hash.hex(IP, canonicalIp(ip));
  }

  /** The one spelling of an e-mail address. */
  static String canonicalEmail(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** The one spelling of an IP address: its bytes in hexadecimal; as it is where it is none. */
  static String canonicalIp(String ip) {
    String stripped = ip.strip();
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(stripped);
    return bytes == null ? stripped.toLowerCase(Locale.ROOT) : HexFormat.of().formatHex(bytes);
  }
}
