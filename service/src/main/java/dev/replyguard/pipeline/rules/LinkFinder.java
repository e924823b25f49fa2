package dev.replyguard.pipeline.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds links the way readers see them: with a scheme ({@code https://}, also {@code hxxp://}),
 * with {@code www.}, and bare names under a top-level domain that links commonly have; dots may be
 * written {@code [.]}, {@code (dot)} and the like. The host of an e-mail address is no link.
 *
 * <p>One pass, in time linear in the length. Stateless.
 */
final class LinkFinder {
  private static final int MAX_HOST = 253;
  private static final List<String> SCHEMES =
      List.of("https://", "http://", "hxxps://", "hxxp://", "ftp://", "//");
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /**
   * Under which a bare name counts as a link. Not all there are: a missing blank after a full stop
   * must not make one.
   */
  private static final Set<String> COMMON =
      Set.of(
          ("com net org info biz io co app dev xyz top online site shop store club live vip pro win"
                  + " bid loan click link website space tech blog news wiki cloud icu buzz fun gov"
                  + " edu mil int ru su cn de uk fr nl pl br jp eu ua cz sk hu ro bg gr se fi dk ch"
                  + " at be es pt ie il tr kr tw hk in au nz za mx ar cl tk ml ga cf gq cc ws pw gg"
                  + " ly gl gd tv fm")
              .split(" "));

  private LinkFinder() {}

  /** The links in {@code text}, in order. */
  static List<Link> find(String text) {
    // Every host has a dot, however it is written.
    return PlainDots.anyIn(text) ? new Scan(PlainDots.of(text)).links() : List.of();
  }

  /** One way through a text. */
  private static final class Scan {
    private final PlainDots plain;
    private final String text;
    private final List<Link> links = new ArrayList<>();

    Scan(PlainDots plain) {
      this.plain = plain;
      this.text = plain.text();
    }

    List<Link> links() {
      int i = 0;
      while (i < text.length()) {
        if (isHostPart(text.charAt(i))) {
          i = run(i);
        } else {
          i++;
        }
      }
      return links;
    }

    /** Looks at a run of characters of a host; returns where to go on. */
    private int run(int first) {
      Optional<String> scheme = schemeBefore(first);
      int start = scheme.isPresent() ? afterUser(first) : first;
      int end = start + skipHost(start);
      if (scheme.isEmpty() && end < text.length() && text.charAt(end) == '@') {
        return end + 1 + skipHost(end + 1); // an e-mail address
      }
      int stop = trimmed(start, end);
      Optional<String> host = host(text.substring(start, stop), scheme.isPresent(), start);
      if (host.isEmpty()) {
        return Math.max(end, first + 1);
      }
      int linkEnd = stop < end ? stop : pathEnd(end);
      add(host.get(), first - scheme.map(String::length).orElse(0), linkEnd);
      return Math.max(end, linkEnd);
    }

    /** In {@code scheme://user:password@host} what comes before the host is there to mislead. */
    private int afterUser(int start) {
      int at = start;
      int host = start;
      while (at < text.length()
          && "/?#".indexOf(text.charAt(at)) < 0
          && !endsLink(text.charAt(at))) {
        if (text.charAt(at++) == '@') {
          host = at;
        }
      }
      return host;
    }

    private int skipHost(int from) {
      int end = from;
      while (end < text.length() && isHostPart(text.charAt(end))) {
        end++;
      }
      return end - from;
    }

    private void add(String host, int start, int end) {
      links.add(new Link(host, plain.writtenAt(start), plain.writtenAt(end)));
    }

    /** Full stops and hyphens at the end belong to the sentence. */
    private int trimmed(int start, int end) {
      int stop = end;
      while (stop > start && (text.charAt(stop - 1) == '.' || text.charAt(stop - 1) == '-')) {
        stop--;
      }
      return stop;
    }

    private Optional<String> schemeBefore(int start) {
      return SCHEMES.stream()
          .filter(scheme -> text.startsWith(scheme, start - scheme.length()))
          .filter(scheme -> start >= scheme.length())
          .filter(scheme -> !scheme.equals("//") || start == 2 || isBlank(start - 3))
          .findFirst();
    }

    private boolean isBlank(int at) {
      return Character.isWhitespace(text.charAt(at)) || "\"'(<=".indexOf(text.charAt(at)) >= 0;
    }

    private Optional<String> host(String candidate, boolean hasScheme, int start) {
      int dot = candidate.lastIndexOf('.');
      if (dot <= 0 || candidate.length() > MAX_HOST || candidate.contains("..")) {
        return Optional.empty();
      }
      if (IP_ADDRESS.matcher(candidate).matches()) {
        return hasScheme ? Optional.of(candidate) : Optional.empty();
      }
      String last = candidate.substring(dot + 1);
      boolean named = last.codePoints().anyMatch(Character::isLetter) && last.length() >= 2;
      boolean isLink =
          hasScheme
              || (candidate.startsWith("www.") && candidate.indexOf('.', 4) > 0)
              || (COMMON.contains(last) && !startsSentence(start + dot));
      return named && isLink ? DomainNames.canonical(candidate) : Optional.empty();
    }

    /** In "it is over.Live with it" the capital says that a sentence begins. */
    private boolean startsSentence(int dot) {
      int after = plain.writtenAt(dot + 1);
      int before = plain.writtenAt(dot) - 1;
      return Character.isUpperCase(plain.written().charAt(after))
          && Character.isLowerCase(plain.written().charAt(before));
    }

    /** Where port, path, query and fragment end. */
    private int pathEnd(int hostEnd) {
      int end = hostEnd;
      if (end >= text.length() || "/:?#".indexOf(text.charAt(end)) < 0) {
        return end;
      }
      while (end < text.length() && !endsLink(text.charAt(end))) {
        end++;
      }
      while (end > hostEnd && ".,;:!?)]}'".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      return end;
    }

    private static boolean endsLink(char unit) {
      return Character.isWhitespace(unit) || unit == '<' || unit == '>' || unit == '"';
    }

    private static boolean isHostPart(char unit) {
      return (unit >= 'a' && unit <= 'z')
          || (unit >= '0' && unit <= '9')
          || unit == '.'
          || unit == '-'
          || unit == '_'
          || (unit >= 0x80 && (Character.isLetterOrDigit(unit) || Character.isSurrogate(unit)));
    }
  }
}
