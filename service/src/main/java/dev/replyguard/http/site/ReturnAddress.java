package dev.replyguard.http.site;

import dev.replyguard.domain.SiteKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is sent back to once its form has been taken: an address of an origin that the
 * site's key names, and no other, so that nobody can be led elsewhere from here.
 *
 * @param page absolute, of such an origin
 */
record ReturnAddress(URI page) {
  /** The field of the form that names it. */
  static final String FIELD = "replyguard_return";

  /** What the query says of the outcome; other parameters begin with this, too. */
  static final String PARAMETER = "replyguard";

  private static final int MAX_LENGTH = 2_048;

  /**
   * The address that the form names, which may be relative to the page that it is on; without one,
   * that page. Empty where it is not of one of the key's origins, or no address at all.
   */
  static Optional<ReturnAddress> of(HttpServerRequest request, SiteKey key) {
    @Nullable String given = request.getFormAttribute(FIELD);
    Optional<URI> from = page(request, key);
    if (given == null || given.isBlank()) {
      return from.map(ReturnAddress::new);
    }
    return parsed(given)
        .map(uri -> from.map(base -> base.resolve(uri)).orElse(uri))
        .filter(uri -> isOf(uri, key))
        .map(ReturnAddress::new);
  }

  /** The page that the form is on, as far as its browser tells. */
  private static Optional<URI> page(HttpServerRequest request, SiteKey key) {
    return Stream.of(HttpHeaders.REFERER, HttpHeaders.ORIGIN)
        .map(request::getHeader)
        .flatMap(header -> header == null ? Stream.empty() : parsed(header).stream())
        .filter(uri -> isOf(uri, key))
        .findFirst()
        .map(uri -> uri.getRawPath().isEmpty() ? uri.resolve("/") : uri);
  }

  private static Optional<URI> parsed(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isOf(URI uri, SiteKey key) {
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return false;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int ownPort = scheme.equals("https") ? 443 : 80;
    String port = uri.getPort() < 0 || uri.getPort() == ownPort ? "" : ":" + uri.getPort();
    return key.origins().contains(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
  }

  /**
   * The address with an outcome in its query. A fragment {@code #replyguard} becomes {@code
   * #replyguard-OUTCOME}, so that a page without scripts can show it by {@code :target}.
   *
   * @param more further parameters, by what follows {@code replyguard_}
   */
  String with(String outcome, Map<String, String> more) {
    StringBuilder address = new StringBuilder();
    address.append(page.getScheme()).append("://").append(page.getRawAuthority());
    address.append(page.getRawPath().isEmpty() ? "/" : page.getRawPath()).append('?');
    String others = others(page.getRawQuery());
    if (!others.isEmpty()) {
      address.append(others).append('&');
    }
    address.append(PARAMETER).append('=').append(outcome);
    more.forEach(
        (name, value) ->
            address
                .append('&')
                .append(PARAMETER + "_")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    String fragment = page.getRawFragment();
    if (fragment != null) {
      address.append('#').append(fragment.equals(PARAMETER) ? fragment + "-" + outcome : fragment);
    }
    return URI.create(address.toString()).toASCIIString();
  }

  private static String others(@Nullable String query) {
    return query == null
        ? ""
        : Arrays.stream(query.split("&"))
            .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith(PARAMETER))
            .collect(Collectors.joining("&"));
  }
}
