package org.migrationauditor.verifier.archive;

import org.jspecify.annotations.Nullable;

/** Passwords and tokens, which stand in no address, argument, event or message. */
@FunctionalInterface
public interface Secrets {
  /** From the environment of this process. */
  Secrets ENVIRONMENT = System::getenv;

  /**
   * One secret.
   *
   * @param name upper-case letters, digits and underscores, such as {@code AUDITOR_S3_SECRET_KEY}
   * @return null when there is none
   */
  @Nullable String get(String name);
}
