package dev.replyguard;

import java.util.Objects;

/** Which build of the service this is. */
final class Version {
  private static final String UNPACKAGED = "development";

  private Version() {}

  /** As the jar's manifest says, or {@code development} when run from classes. */
  static String current() {
    return Objects.requireNonNullElse(
        Version.class.getPackage().getImplementationVersion(), UNPACKAGED);
  }
}
