package dev.replyguard.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a browser of its own, as a parameter of type {@link Chromium}; it is closed
 * after the class's last test.
 */
final class ChromiumExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

  /** Here, as what has no browser is to be skipped: an error while a parameter is made fails it. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Chromium.class, Chromium.start());
    PlaywrightAssertions.setDefaultAssertionTimeout(Chromium.PATIENCE_MILLIS);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).get(Chromium.class), "the extension is a class's");
  }
}
