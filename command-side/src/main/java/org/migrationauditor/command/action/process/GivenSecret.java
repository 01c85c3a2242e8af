package org.migrationauditor.command.action.process;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that a person gave this process, in the environment variable {@code
 * AUDITOR_SECRET_<NAME>}, which no process that it starts inherits.
 */
public final class GivenSecret {
  /** Names that a secret may have. */
  public static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,40}");

  private static final String PREFIX = "AUDITOR_SECRET_";

  private GivenSecret() {}

  /** Its value; null when it was not given. */
  public static @Nullable String of(String name) {
    return System.getenv(variable(name));
  }

  /** The environment variable that holds it. */
  public static String variable(String name) {
    return PREFIX + name;
  }
}
