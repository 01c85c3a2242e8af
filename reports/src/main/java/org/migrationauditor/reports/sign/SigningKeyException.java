package org.migrationauditor.reports.sign;

/** A key that cannot sign a report. The message says which, why and what to do; never a secret. */
public final class SigningKeyException extends RuntimeException {
  SigningKeyException(String where, String what, String next) {
    super("signing key: %s: %s; no report can be signed, %s".formatted(where, what, next));
  }
}
