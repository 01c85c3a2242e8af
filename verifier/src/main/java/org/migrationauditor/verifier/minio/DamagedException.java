package org.migrationauditor.verifier.minio;

/** What a server wrote is not whole, or was not written by one. */
public final class DamagedException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedException() {
    this("its xl.meta is damaged");
  }

  DamagedException(String clause) {
    super(clause);
  }

  /** What is wrong, in one clause without anything from the content. */
  public String clause() {
    return String.valueOf(getMessage());
  }
}
