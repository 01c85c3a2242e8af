package org.migrationauditor.evidence.bundle;

/** A part of a bundle that is not written as it must be. The message continues {@code it …}. */
public final class MalformedBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBundleException(String message) {
    super(message);
  }
}
