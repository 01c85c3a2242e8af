package org.migrationauditor.reports.sign;

/** A report that may not be signed so. The message says why and what to do; nothing was signed. */
public final class SignatureRefusedException extends RuntimeException {
  SignatureRefusedException(String what, String next) {
    super("report: %s; nothing was signed, %s".formatted(what, next));
  }
}
