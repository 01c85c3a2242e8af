package org.migrationauditor.verifier.container;

import java.io.IOException;

/** A container does not tell what is in it. The message is one clause without any name from it. */
public final class MalformedContainerException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedContainerException(String message) {
    super(message);
  }
}
